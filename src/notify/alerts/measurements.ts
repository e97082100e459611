import { Injectable } from '@nestjs/common';
import { samplesIn } from '../../answer/measures/changes/judge-change';
import { AnswerBudget } from '../../answer/measures/limits/answer-budget';
import { needsOf } from '../../answer/measures/registry/interval-ends';
import type { Measure } from '../../answer/measures/registry/measure';
import { NO_FILTER } from '../../answer/measures/stats/dimensions';
import { StatsService } from '../../answer/measures/stats/stats.service';
import type { AlertCondition, AlertRules } from '../../platform/rules/alert-rules';
import type { Measured } from './threshold-condition';

type Question = Pick<AlertRules, 'accounts' | 'teams' | 'pages' | 'copilot'> &
  Pick<Extract<AlertCondition, { kind: 'threshold' }>, 'clock' | 'overMs'>;

/** Measures over the time up to now, by the same definitions as every other answer. */
@Injectable()
export class Measurements {
  constructor(private readonly stats: StatsService) {}

  /**
   * @param until up to when everything is counted, in milliseconds
   * @throws BadInput for what the rules do not know any more; ClickHouseError
   */
  async of(
    measure: Measure,
    { clock, overMs, accounts, teams, pages, copilot }: Question,
    until: number,
  ): Promise<Measured> {
    const cells = await this.stats.ask(
      {
        ...{ from: until - overMs, to: until, zone: 'UTC', clock, granularity: 'TOTAL', weekStart: 'MONDAY' },
        measures: [{ ...measure, ...needsOf(measure.estimate) }],
        filter: { ...NO_FILTER, accounts, teams, pages, copilot },
        ...{ groupBy: [], attribute: undefined, compare: undefined, fill: true, areOperatorsNamed: false },
        ...{ limit: 1, offset: 0 },
      },
      new AnswerBudget(),
    );
    const [sums] = cells.sums();
    if (sums === undefined) throw new Error('a range has one cell');
    const value = measure.compute(sums);
    return { value, n: samplesIn(measure, { sums, value }), until };
  }
}
