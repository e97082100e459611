import { resolveRange } from '../../measures/calendar/range-input';
import { HEATMAP_COLUMNS } from '../../measures/heatmap/heatmap.service';
import type { HeatmapService } from '../../measures/heatmap/heatmap.service';
import { resolveFilter } from '../../measures/stats/filter-input';
import { defineReport } from '../define-report';
import { CLOCK_PARAMETER, FILTER, filterInput } from '../parameters/common-parameters';
import { portionsOf } from '../portions';
import type { Report } from '../report';

/** What GraphQL answers to `heatmap`. */
export function heatmapReport(heatmaps: HeatmapService): Report {
  return defineReport({
    name: 'heatmap',
    description: 'When work comes in: all 168 hours of the local week, from Monday 0:00 on.',
    scope: 'numbers',
    narrowedBy: 'everything',
    parameters: { ...FILTER, clock: CLOCK_PARAMETER },
    columns: HEATMAP_COLUMNS,
    rows: (values, bounds) =>
      portionsOf(() =>
        heatmaps.ask(
          resolveRange(values, values.timezone),
          values.timezone,
          resolveFilter(filterInput(values), bounds),
          values.clock,
        ),
      ),
  });
}
