import { Injectable } from '@nestjs/common';
import { samplesIn } from '../../answer/measures/changes/judge-change';
import { AnswerBudget } from '../../answer/measures/limits/answer-budget';
import type { Measure } from '../../answer/measures/registry/measure';
import { NO_FILTER } from '../../answer/measures/stats/dimensions';
import { StatsService } from '../../answer/measures/stats/stats.service';
import type { AlertCondition, AlertRules } from '../../platform/rules/alert-rules';
import type { Measured } from './threshold-condition';

export type Question = Pick<AlertRules, 'accounts' | 'teams' | 'pages' | 'copilot'> &
  Pick<Extract<AlertCondition, { kind: 'threshold' }>, 'clock' | 'overMs'>;

/** What thresholds share: they are asked in one question. */
export function questionKey({ clock, overMs, accounts, teams, pages, copilot }: Question): string {
  return JSON.stringify([clock, overMs, accounts, teams, pages, copilot]);
}

/** Measures over the time up to now, by the same definitions as every other answer. */
@Injectable()
export class Measurements {
  constructor(private readonly stats: StatsService) {}

  /**
   * @param until up to when everything is counted, in milliseconds
   * @returns by the name of each measure
   * @throws BadInput for what the rules do not know any more; ClickHouseError
   */
  async of(
    measures: readonly Measure[],
    { clock, overMs, accounts, teams, pages, copilot }: Question,
    until: number,
  ): Promise<ReadonlyMap<string, Measured>> {
    const cells = await this.stats.ask(
      {
        ...{ from: until - overMs, to: until, zone: 'UTC', clock, granularity: 'TOTAL', weekStart: 'MONDAY' },
        measures,
        filter: { ...NO_FILTER, accounts, teams, pages, copilot },
        ...{ groupBy: [], attribute: undefined, compare: undefined, fill: true, areOperatorsNamed: false },
        ...{ limit: 1, offset: 0 },
      },
      new AnswerBudget(),
    );
    const [sums] = cells.sums();
    if (sums === undefined) throw new Error('a range has one cell');
    return new Map(
      measures.map((measure) => {
        const value = measure.compute(sums);
        return [measure.name, { value, n: samplesIn(measure, { sums, value }), until }];
      }),
    );
  }
}
