import { Injectable } from '@nestjs/common';
import type { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { Asking } from '../../shards/asking';
import type { AskedDatabase } from '../../shards/asking';
import { SourcesOfShards } from '../../shards/sources';

/** Whether more may come in a bucket, `start <= t < end`, in milliseconds. */
export type MayGrow = (start: number, end: number) => boolean;

/** How far the numbers are. */
export interface Counted {
  /** In milliseconds. */
  readonly until: number;
  readonly mayGrow: MayGrow;
}

/** Deliveries come so much later than what they tell of, on a bad day. */
const LATE_MS = 5 * 60_000;

/** Tells which buckets are not counted in full: in which time still runs, or deliveries wait for the roll-ups. */
@Injectable()
export class UncountedTimes {
  constructor(
    private readonly asking: Asking,
    private readonly sources: SourcesOfShards,
  ) {}

  /**
   * To be asked before the numbers are: what is counted meanwhile is reported as if it were not, never the other way.
   * @param accounts whose numbers; none: all
   */
  async now(accounts: readonly string[] = []): Promise<MayGrow> {
    return (await this.counted(accounts)).mayGrow;
  }

  /**
   * Up to when numbers are counted, and which may still grow. What waits is no earlier than that, unless it is of a
   * time more than five minutes before the roll-ups' mark: then the numbers of that time may grow. Of a receiver on
   * another machine it is known only since when it has deliveries that are not stored, or may have.
   * @param accounts whose numbers; none: all
   */
  async counted(accounts: readonly string[] = []): Promise<Counted> {
    const all = await this.asking.each(accounts, (database) => this.countedIn(database));
    return {
      until: Math.min(Date.now(), ...all.map(({ until }) => until)),
      mayGrow: (start, end) => all.some(({ mayGrow }) => mayGrow(start, end)),
    };
  }

  private async countedIn({ shard, clickhouse }: AskedDatabase): Promise<Counted> {
    const { rollUps, receiver, receivers } = this.sources.of(shard);
    const rolledUpUntil = await rollUps.completeUntil();
    // In the order in which deliveries go: one that moves on is seen in one place or the other.
    const waiting = await receiver.waitingTimes();
    const others = await receivers.others(waiting?.receiver);
    const pending = await pendingTimes(clickhouse);
    const completeUntil = Math.min(rolledUpUntil, ...others.map(({ storedUntilMs }) => storedUntilMs));
    if (waiting === undefined) return { until: completeUntil, mayGrow: () => true };
    const spans = [
      ...waiting.times.map((time) => ({ first: time, last: time })),
      ...pending.map(({ first, last }) => ({ first: Number(first), last: Number(last) })),
    ];
    const recent = spans.map(({ first }) => first).filter((first) => first > completeUntil - LATE_MS);
    return {
      until: Math.min(completeUntil, ...recent),
      mayGrow: (start, end) =>
        end > completeUntil || spans.some(({ first, last }) => first < end && last >= start),
    };
  }
}

/** Mostly there are none, which is known for a sixth of what it takes to analyse where they are. */
async function pendingTimes(clickhouse: ClickHouse): Promise<{ first: string; last: string }[]> {
  const listed = await clickhouse.query('rollups/pending');
  return listed.length === 0 ? [] : clickhouse.query('queries/pending_times');
}
