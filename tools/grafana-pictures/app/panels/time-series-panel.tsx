import type { PanelProps } from '@grafana/data';
import { FieldType } from '@grafana/data';
import type { VizLegendOptions } from '@grafana/schema';
import { TimeSeries } from '@grafana/ui';
import { NoData } from './no-data';

/** Lines and bars over time. */
export function TimeSeriesPanel(props: PanelProps<{ readonly legend: VizLegendOptions }>) {
  const { data, options, fieldConfig, width, height, timeRange, timeZone } = props;
  const has = (wanted: FieldType, fields: (typeof data.series)[number]['fields']) =>
    fields.some(({ type }) => type === wanted);
  const frames = data.series.filter(
    ({ fields }) => has(FieldType.time, fields) && has(FieldType.number, fields),
  );
  if (frames.length === 0) return <NoData fieldConfig={fieldConfig} />;
  return (
    <TimeSeries
      {...{ frames, width, height, timeRange, timeZone, legend: options.legend, options }}
      structureRev={data.structureRev}
    />
  );
}
