import { Injectable } from '@nestjs/common';
import type { TimeRange } from '../calendar/time-range';
import type { Clock } from '../clock';
import { AnswerBudget } from '../limits/answer-budget';
import { needsOf } from '../registry/interval-ends';
import type { FactSums, Measure } from '../registry/measure';
import type { StatsFilter } from '../stats/dimensions';
import { StatsService } from '../stats/stats.service';

/** What measures, and the verdicts on their changes, are computed from in a period. */
@Injectable()
export class PeriodSums {
  constructor(private readonly stats: StatsService) {}

  async of(
    measures: readonly Measure[],
    question: TimeRange & { zone: string; clock: Clock; filter: StatsFilter },
  ): Promise<FactSums> {
    const cells = await this.stats.ask(
      {
        ...question,
        measures: measures.map((measure) => ({ ...measure, ...needsOf(measure.estimate) })),
        granularity: 'TOTAL',
        weekStart: 'MONDAY',
        groupBy: [],
        attribute: undefined,
        compare: undefined,
        fill: true,
        areOperatorsNamed: false,
        limit: 1,
        offset: 0,
      },
      new AnswerBudget(),
    );
    const [sums] = cells.sums();
    if (sums === undefined) throw new Error('a period has one cell');
    return sums;
  }
}
