import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { conditionsOf } from '../stats/dimensions';
import type { StatsFilter } from '../stats/dimensions';

/** What is going on right now. */
export interface LiveNow {
  readonly asOf: Date;
  readonly episodesOpen: number;
  /** Open, and the visitor wrote last: nobody has answered yet. A message dated ahead waits from that time on. */
  readonly episodesWaiting: number;
  /** Null while nobody waits. */
  readonly longestWaitSeconds: number | null;
}

interface Row {
  readonly open: string;
  readonly waiting: string;
  readonly longest_wait_ms: string | null;
}

@Injectable()
export class LiveService {
  constructor(private readonly clickhouse: ClickHouse) {}

  async now(filter: StatsFilter): Promise<LiveNow> {
    const asOf = new Date();
    const { sql, parameters } = conditionsOf({ groupBy: [], attribute: undefined, filter });
    // Every open episode is noted for the time at which it will be idle, or closed by an event that is dated ahead.
    const rows = await this.clickhouse.queryText<Row>(
      `SELECT
  count() AS open,
  countIf(waiting_since <= {now: DateTime64(3)}) AS waiting,
  toUnixTimestamp64Milli({now: DateTime64(3)}) - toUnixTimestamp64Milli(
    minOrNullIf(waiting_since, waiting_since <= {now: DateTime64(3)})) AS longest_wait_ms
FROM episodes_store FINAL
WHERE idle_from > {now: DateTime64(3)} AND started_at < {now: DateTime64(3)}
  AND (account, thread) IN (SELECT account, thread FROM idle_deadlines WHERE due_at > {now: DateTime64(3)})${sql}`,
      { ...parameters, now: asOf },
      'live',
    );
    const [row] = rows;
    if (row === undefined) throw new Error('live answered with no row');
    return {
      asOf,
      episodesOpen: Number(row.open),
      episodesWaiting: Number(row.waiting),
      longestWaitSeconds: row.longest_wait_ms === null ? null : Number(row.longest_wait_ms) / 1000,
    };
  }
}
