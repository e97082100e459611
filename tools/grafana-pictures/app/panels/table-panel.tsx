import type { PanelProps } from '@grafana/data';
import { cacheFieldDisplayNames } from '@grafana/data';
import type { TableCellHeight } from '@grafana/schema';
import type { TableSortByFieldState } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { useMemo } from 'react';
import { NoData } from './no-data';

interface TableOptions {
  readonly showHeader: boolean;
  readonly cellHeight: TableCellHeight;
  readonly sortBy: TableSortByFieldState[];
}

export function TablePanel(props: PanelProps<TableOptions>) {
  const { data, options, fieldConfig, width, height, timeRange } = props;
  useMemo(() => {
    // The table shows names of columns that are kept there, as Grafana's own panel does.
    cacheFieldDisplayNames(data.series);
  }, [data.series]);
  const [frame] = data.series;
  if (frame === undefined || frame.fields.length === 0) return <NoData fieldConfig={fieldConfig} />;
  return (
    <TableNG
      {...{ data: frame, width, height, timeRange, fieldConfig, structureRev: data.structureRev }}
      {...{ noHeader: !options.showHeader, cellHeight: options.cellHeight, sortBy: options.sortBy }}
      {...{ resizable: true, noValue: fieldConfig.defaults.noValue }}
    />
  );
}
