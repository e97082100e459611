import { rangeOf } from '../../measures/calendar/given-range';
import { HEATMAP_COLUMNS } from '../../measures/heatmap/heatmap-cell';
import type { HeatmapService } from '../../measures/heatmap/heatmap.service';
import { filterOf } from '../../measures/stats/given-filter';
import { defineReport } from '../define-report';
import { FILTER, givenFilter } from '../parameters/common-parameters';
import { portionsOf } from '../portions';
import type { Report } from '../report';

/** What GraphQL answers to `heatmap`. */
export function heatmapReport(heatmaps: HeatmapService): Report {
  return defineReport({
    name: 'heatmap',
    description: 'When work comes in: all 168 hours of the local week, from Monday 0:00 on.',
    parameters: FILTER,
    columns: HEATMAP_COLUMNS,
    rows: (values) =>
      portionsOf(() =>
        heatmaps.ask(rangeOf(values, values.timezone), values.timezone, filterOf(givenFilter(values))),
      ),
  });
}
