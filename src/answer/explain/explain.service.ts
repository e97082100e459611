import { Inject, Injectable } from '@nestjs/common';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import type { UsedRules } from '../../compute/facts/used-settings';
import { requireRange } from '../measures/calendar/time-range';
import type { TimeRange } from '../measures/calendar/time-range';
import { FreshnessService } from '../freshness/freshness.service';
import type { Clock } from '../measures/clock';
import { AnswerBudget } from '../measures/limits/answer-budget';
import type { Measure, FactKind } from '../measures/registry/measure';
import { requireMeasure } from '../measures/registry/measures';
import { addedSums } from '../measures/stats/added-sums';
import { compileStats } from '../measures/stats/compile-stats';
import { NO_FILTER } from '../measures/stats/dimensions';
import type { StatsFilter } from '../measures/stats/dimensions';
import { factCountOf, rowsBy } from '../measures/stats/stats-sums';
import type { RowsOfKind, StatsRow } from '../measures/stats/stats-sums';
import { StatsService } from '../measures/stats/stats.service';
import { Asking } from '../shards/asking';
import { SourcesOfShards } from '../shards/sources';
import { schedulesIn, targetsOn } from './explained-rules';
import type { ExplainedSchedule, ExplainedTarget } from './explained-rules';

/** How many facts of one kind a value is computed from. */
export interface ExplainedPart {
  readonly kind: FactKind;
  readonly samples: number;
}

/** Where a number comes from, and how far it can be trusted. */
export interface Explained {
  readonly measure: Measure;
  readonly value: number | null;
  readonly parts: readonly ExplainedPart[];
  readonly incomplete: boolean;
  readonly completeUntil: Date | null;
  /** `null`: not known. */
  readonly eventsWaiting: number | null;
  readonly operatorMessagesUnlinked: number;
  readonly episodeIdleGapSeconds: number;
  readonly episodeTailSeconds: number;
  /** The edition of docs/metrics.md. */
  readonly definitions: number;
  /** Which time state events have. */
  readonly stateEventTime: 'payload' | 'received';
  /** Null: not known. */
  readonly computedAt: Date | null;
  /** On which the value is, where it is a duration. */
  readonly clock: Clock;
  readonly schedules: readonly ExplainedSchedule[];
  readonly targets: readonly ExplainedTarget[];
}

@Injectable()
export class ExplainService {
  constructor(
    private readonly asking: Asking,
    private readonly stats: StatsService,
    private readonly freshness: FreshnessService,
    private readonly sources: SourcesOfShards,
    private readonly numbers: RulesOfNumbers,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /** @throws BadInput for a measure that there is not, InvalidRange */
  async explain(name: string, range: TimeRange, filter: StatsFilter, clock: Clock): Promise<Explained> {
    requireRange(range);
    const measure = requireMeasure(name);
    const [cells, sums, unlinked, freshness, used] = await Promise.all([
      this.stats.ask(
        {
          ...range,
          measures: [measure],
          granularity: 'TOTAL',
          zone: 'UTC',
          weekStart: 'MONDAY',
          groupBy: [],
          attribute: undefined,
          filter,
          compare: undefined,
          clock,
          fill: true,
          areOperatorsNamed: false,
          limit: 1,
          offset: 0,
        },
        new AnswerBudget(),
      ),
      this.sums(measure.kinds, range, filter),
      // Such a message has no episode, so that only its account, its author and its time can be asked for.
      this.sums(['operator_message_unlinked'], range, {
        ...NO_FILTER,
        accounts: filter.accounts,
        operators: filter.operators,
        teams: filter.teams,
        hours: filter.hours,
      }),
      this.freshness.now(filter.accounts),
      this.usedRules(filter.accounts),
    ]);
    const rules = this.numbers.current;
    const [cell] = cells;
    const value = cell?.values[name] ?? null;
    return {
      measure,
      value,
      // Of open episodes there are the changes, in this range and before it: what is open is their sum.
      parts: measure.kinds.map((kind) => ({
        kind,
        samples: kind === 'episode_open' ? (value ?? 0) : factCountOf(sums, kind),
      })),
      incomplete: cell?.incomplete ?? true,
      completeUntil: freshness.lastRollupAt,
      eventsWaiting:
        freshness.eventsOnDisk === null ? null : freshness.eventsOnDisk + freshness.eventsPending,
      operatorMessagesUnlinked: factCountOf(unlinked, 'operator_message_unlinked'),
      ...used,
      clock,
      schedules: schedulesIn(rules, filter.accounts, range),
      targets: targetsOn(rules, measure, filter.accounts, range),
    };
  }

  /** Of several databases, those of the first; all numbers are of them since the last had switched. */
  private async usedRules(accounts: readonly string[]): Promise<UsedRules> {
    const used = await this.asking.each(accounts, ({ shard }) => this.sources.of(shard).used.usedRules());
    const [first] = used;
    if (first === undefined) throw new Error('nothing is known of the rules of no database');
    const times = used.map(({ computedAt }) => computedAt);
    if (times.some((time) => time === null)) return { ...first, computedAt: null };
    return { ...first, computedAt: new Date(Math.max(...times.map(Number))) };
  }

  private async sums(
    kinds: readonly FactKind[],
    range: TimeRange,
    filter: StatsFilter,
  ): Promise<RowsOfKind | undefined> {
    const { sql, parameters } = compileStats({
      ...range,
      kinds,
      percents: [],
      edges: [range.from, range.to],
      groupBy: [],
      attribute: undefined,
      filter,
      teams: this.rules.current.teams,
    });
    const answers = await this.asking.each(filter.accounts, ({ clickhouse }) =>
      clickhouse.queryText<StatsRow>(sql, parameters, 'explain'),
    );
    return rowsBy(await addedSums({ groupBy: [] }, answers), () => '').get('');
  }
}
