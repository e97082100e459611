import { Injectable } from '@nestjs/common';
import type { TimeRange } from '../calendar/time-range';
import type { Clock } from '../clock';
import { AnswerBudget } from '../limits/answer-budget';
import { needsOf } from '../registry/interval-ends';
import type { FactSums, Measure } from '../registry/measure';
import type { StatsDimension, StatsFilter } from '../stats/dimensions';
import { nameOfGroup } from '../stats/groups';
import { MAX_ROWS, StatsService } from '../stats/stats.service';
import type { MayGrow } from '../stats/uncounted-times';

interface SumsQuestion extends TimeRange {
  readonly zone: string;
  readonly clock: Clock;
  readonly filter: StatsFilter;
  readonly groupBy: readonly StatsDimension[];
  readonly mayGrow: MayGrow;
}

/** What measures, and the verdicts on their changes, are computed from in a period. */
@Injectable()
export class PeriodSums {
  constructor(private readonly stats: StatsService) {}

  /** By the names of groups, {@link nameOfGroup}: of those of which anything was counted. */
  async of(measures: readonly Measure[], question: SumsQuestion): Promise<ReadonlyMap<string, FactSums>> {
    const cells = await this.stats.ask(
      {
        ...question,
        measures: measures.map((measure) => ({ ...measure, ...needsOf(measure.estimate) })),
        granularity: 'TOTAL',
        weekStart: 'MONDAY',
        attribute: undefined,
        compare: undefined,
        fill: false,
        areOperatorsNamed: false,
        limit: MAX_ROWS,
        offset: 0,
      },
      new AnswerBudget(),
    );
    return new Map(Array.from(cells.sumsOfGroups(), ([group, sums]) => [nameOfGroup(group), sums]));
  }
}
