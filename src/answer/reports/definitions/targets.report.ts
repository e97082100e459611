import { AnswerBudget } from '../../measures/limits/answer-budget';
import { DIMENSION, GRANULARITY, STATS_DEFAULTS, WEEKDAY } from '../../measures/stats/stats-input';
import { MAX_ROWS } from '../../measures/stats/stats.service';
import { TARGET_COLUMNS } from '../../measures/targets/target-row';
import type { TargetRow } from '../../measures/targets/target-row';
import { TARGETS_GRANULARITY, targetsRequestOf } from '../../measures/targets/targets.service';
import type { TargetsService } from '../../measures/targets/targets.service';
import { bucketNames } from '../bucket-names';
import { defineReport } from '../define-report';
import { FILTER, filterInput } from '../parameters/common-parameters';
import { texts, words } from '../parameters/list-parameters';
import { text, word } from '../parameters/single-parameters';
import { portionsOf } from '../portions';
import type { Report } from '../report';

/** What GraphQL answers to `targets`. */
export function targetsReport(targets: TargetsService): Report {
  return defineReport({
    name: 'targets',
    description: 'How well the targets of the rules are kept, by bucket of time, group and target.',
    scope: 'numbers',
    narrowedBy: 'everything',
    parameters: {
      targets: texts('targets', 'Only these targets of the rules, by name; all, if none is named.'),
      granularity: word(
        'granularity',
        GRANULARITY,
        TARGETS_GRANULARITY,
        `How long a bucket is. ${GRANULARITY.description ?? ''}`,
      ),
      weekStart: word('weekStart', WEEKDAY, STATS_DEFAULTS.weekStart, 'The first day of a week.'),
      groupBy: words(
        'groupBy',
        DIMENSION,
        'A row for each value of these in which a target covers anything.',
      ),
      attribute: text('attribute', undefined, 'The user attribute that groupBy=ATTRIBUTE groups by.'),
      ...FILTER,
    },
    columns: TARGET_COLUMNS,
    rows: (values, bounds) => {
      const input = { ...values, attribute: values.attribute ?? null, filter: filterInput(values) };
      const request = targetsRequestOf({ ...input, limit: MAX_ROWS }, bounds);
      const nameOf = bucketNames(request);
      return portionsOf(async () => {
        const rows = await targets.ask(request, new AnswerBudget(), TARGET_COLUMNS.length);
        return rows.map((row): TargetRow => ({ ...row, time: nameOf(Number(row.time)) }));
      });
    },
  });
}
