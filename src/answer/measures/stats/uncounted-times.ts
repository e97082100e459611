import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { ReceiverLink } from '../../../platform/processes/receiver-link';
import { RollUpProgress } from '../../../compute/rollups/roll-up-progress';

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
    private readonly clickhouse: ClickHouse,
    private readonly rollUps: RollUpProgress,
    private readonly receiver: ReceiverLink,
  ) {}

  /**
   * To be asked before the numbers are: what is counted meanwhile is reported as if it were not, never the other way.
   */
  async now(): Promise<MayGrow> {
    return (await this.counted()).mayGrow;
  }

  /**
   * Up to when numbers are counted, and which may still grow. What waits is no earlier than that, unless it is of a
   * time more than five minutes before the roll-ups' mark: then the numbers of that time may grow.
   */
  async counted(): Promise<Counted> {
    const completeUntil = await this.rollUps.completeUntil();
    // In the order in which deliveries go: one that moves on is seen in one place or the other.
    const times = await this.receiver.waitingTimes();
    const pending = await this.clickhouse.query<{ first: string; last: string }>('queries/pending_times');
    if (times === undefined) return { until: completeUntil, mayGrow: () => true };
    const spans = [
      ...times.map((time) => ({ first: time, last: time })),
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
