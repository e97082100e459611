import { Inject, Injectable } from '@nestjs/common';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import type { TimeRange } from '../measures/calendar/time-range';
import { clampToStorable } from '../measures/calendar/time-range';
import type { FactKind } from '../measures/registry/measure';
import { compileStats } from '../measures/stats/compile-stats';
import type { StatsFilter } from '../measures/stats/dimensions';
import type { StatsRow } from '../measures/stats/stats-sums';
import { Asking } from '../shards/asking';
import type { CountFrom } from './time-windows';

/** Tells where in a range the facts are, from the roll-ups: how a long list is best read. */
@Injectable()
export class FactCounts {
  constructor(
    private readonly asking: Asking,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /** How many facts of some kinds there are, by even buckets of time, ascending; none for an empty bucket. */
  async ofKinds(kinds: readonly FactKind[], range: TimeRange, filter: StatsFilter): Promise<CountFrom[]> {
    const { teams } = this.rules.current;
    const grouping = { groupBy: [], attribute: undefined, filter, teams };
    const edges = evenEdges(range);
    const { sql, parameters } = compileStats({ ...range, ...grouping, edges, kinds, percents: [] });
    const answers = await this.asking.each(filter.accounts, ({ clickhouse }) =>
      clickhouse.queryText<StatsRow>(sql, parameters, 'where facts are'),
    );
    const counts = new Map<number, number>();
    for (const { time, facts } of answers.flat()) {
      counts.set(Number(time), (counts.get(Number(time)) ?? 0) + Number(facts));
    }
    return [...counts].map(([time, count]) => ({ time, count })).sort((one, other) => one.time - other.time);
  }
}

const DAY_MS = 86_400_000;
/** A finer grain leads to fewer rows; the more buckets, the longer it takes to count them. */
const GRAINS = [
  { ms: 15 * 60_000, maxBuckets: 1_000 },
  { ms: 3_600_000, maxBuckets: 3_000 },
];

/** Edges of even buckets around a range: as fine as roll-ups have them, and not too many. */
export function evenEdges(range: TimeRange): number[] {
  const [from, to] = [range.from, range.to].map(clampToStorable) as [number, number];
  const grain = GRAINS.find(({ ms, maxBuckets }) => (to - from) / ms <= maxBuckets)?.ms ?? DAY_MS;
  const first = Math.floor(from / grain) * grain;
  return Array.from({ length: Math.ceil((to - first) / grain) + 1 }, (_, index) => first + index * grain);
}
