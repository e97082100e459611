import { AnswerBudget } from '../../measures/limits/answer-budget';
import { MEASURES_WITH_ENDS } from '../../measures/registry/interval-ends';
import {
  COMPARE,
  DIMENSION,
  GRANULARITY,
  STATS_DEFAULTS,
  statsRequestOf,
  WEEKDAY,
} from '../../measures/stats/stats-input';
import { BUCKET_COLUMNS, measureColumn, statsAnswerOf } from '../../measures/stats/stats-columns';
import type { StatsCell } from '../../measures/stats/stats-request';
import { MAX_ROWS } from '../../measures/stats/stats.service';
import type { StatsService } from '../../measures/stats/stats.service';
import { bucketNames } from '../bucket-names';
import { defineReport } from '../define-report';
import { CLOCK_PARAMETER, FILTER, filterInput, PART } from '../parameters/common-parameters';
import { words } from '../parameters/list-parameters';
import { flag, text, wholeNumber, word } from '../parameters/single-parameters';
import { portionsOf } from '../portions';
import type { Report } from '../report';
import { chosenMeasures, MEASURES_PARAMETER } from './chosen-measures';

/** What GraphQL answers to `stats`. */
export function statsReport(stats: StatsService): Report {
  return defineReport({
    name: 'stats',
    description: 'The measures by bucket of time and by group, sorted by both.',
    scope: 'numbers',
    narrowedBy: 'everything',
    parameters: {
      granularity: word(
        'granularity',
        GRANULARITY,
        STATS_DEFAULTS.granularity,
        `How long a bucket is. ${GRANULARITY.description ?? ''}`,
      ),
      weekStart: word('weekStart', WEEKDAY, STATS_DEFAULTS.weekStart, 'The first day of a week.'),
      groupBy: words('groupBy', DIMENSION, 'A row for each value of these.'),
      attribute: text('attribute', undefined, 'The user attribute that groupBy=ATTRIBUTE groups by.'),
      ...FILTER,
      compare: word('compare', COMPARE, STATS_DEFAULTS.compare, 'Adds the rows of another period.'),
      daysBefore: wholeNumber('daysBefore', {
        least: 1,
        fallback: undefined,
        description: 'How many local days before the other period lies, whatever `compare` says.',
      }),
      clock: CLOCK_PARAMETER,
      fill: flag('fill', STATS_DEFAULTS.fill, 'Empty buckets of a series are filled with zero rows.'),
      measures: MEASURES_PARAMETER,
      limit: wholeNumber('limit', {
        least: 1,
        fallback: MAX_ROWS,
        description: `An answer with more rows is refused, never truncated; at most ${MAX_ROWS}.`,
      }),
      offset: PART.offset,
    },
    columns: BUCKET_COLUMNS,
    choice: {
      columns: MEASURES_WITH_ENDS.map(measureColumn),
      chosen: ({ measures }) => chosenMeasures(measures).map(measureColumn),
    },
    rows: (values, bounds) => {
      const input = { ...values, attribute: values.attribute ?? null, filter: filterInput(values) };
      const request = statsRequestOf(input, chosenMeasures(values.measures), bounds);
      const nameOf = bucketNames(request);
      return portionsOf(async () => rowsOf(await stats.ask(request, new AnswerBudget()), nameOf));
    },
  });
}

/** Each is built when it is asked for. */
function* rowsOf(cells: Iterable<StatsCell>, nameOf: ReturnType<typeof bucketNames>) {
  for (const cell of cells) yield { ...statsAnswerOf(cell), time: nameOf(cell.time) };
}
