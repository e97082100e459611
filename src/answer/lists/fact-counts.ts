import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { TimeRange } from '../measures/calendar/time-range';
import type { FactKind } from '../measures/registry/measure';
import { compileStats } from '../measures/stats/compile-stats';
import type { StatsFilter } from '../measures/stats/dimensions';
import type { StatsRow } from '../measures/stats/stats-row';
import { evenEdges } from './even-edges';
import type { CountFrom } from './time-windows';

/** Tells where in a range the facts are, from the roll-ups: how a long list is best read. */
@Injectable()
export class FactCounts {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** How many facts of some kinds there are, by even buckets of time, ascending; none for an empty bucket. */
  async ofKinds(kinds: readonly FactKind[], range: TimeRange, filter: StatsFilter): Promise<CountFrom[]> {
    const grouping = { groupBy: [], attribute: undefined, filter };
    const edges = evenEdges(range);
    const { sql, parameters } = compileStats({ ...range, ...grouping, edges, kinds, percents: [] });
    const rows = await this.clickhouse.queryText<StatsRow>(sql, parameters, 'where facts are');
    const counts = new Map<number, number>();
    for (const { time, facts } of rows) {
      counts.set(Number(time), (counts.get(Number(time)) ?? 0) + Number(facts));
    }
    return [...counts].map(([time, count]) => ({ time, count }));
  }
}
