import { resolveRange } from '../../measures/calendar/range-input';
import { DISTRIBUTION_COLUMNS, DURATION_MEASURE } from '../../measures/heatmap/distribution.service';
import type { DistributionService } from '../../measures/heatmap/distribution.service';
import { resolveFilter } from '../../measures/stats/filter-input';
import { defineReport } from '../define-report';
import { CLOCK_PARAMETER, FILTER, filterInput } from '../parameters/common-parameters';
import { requiredWord } from '../parameters/single-parameters';
import { portionsOf } from '../portions';
import type { Report } from '../report';

/** What GraphQL answers to `distribution`. */
export function distributionReport(distributions: DistributionService): Report {
  return defineReport({
    name: 'distribution',
    description:
      'How the durations of a measure are spread: how many lie in lowerSeconds <= d < upperSeconds.',
    scope: 'numbers',
    narrowedBy: 'everything',
    parameters: {
      measure: requiredWord('measure', DURATION_MEASURE, 'The durations.'),
      ...FILTER,
      clock: CLOCK_PARAMETER,
    },
    columns: DISTRIBUTION_COLUMNS,
    rows: (values, bounds) =>
      portionsOf(() =>
        distributions.ask(
          values.measure,
          resolveRange(values, values.timezone),
          resolveFilter(filterInput(values), bounds),
          values.clock,
        ),
      ),
  });
}
