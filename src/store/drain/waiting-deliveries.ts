import { Inject, Injectable } from '@nestjs/common';
import { readEnvelope } from '../../platform/events/envelope';
import { eventTimeOf } from '../../platform/events/event-time';
import { Spool } from '../../receive/spool/spool';
import type { SpoolRecord } from '../../receive/spool/spool-record';
import { eventOfRecord } from './event-of-record';

/** Of more than these nobody is kept waiting to know when they happened. */
const MAX_LOOKED_AT = 5_000;

/** Tells of when the deliveries are that are accepted and not yet in ClickHouse. */
@Injectable()
export class WaitingDeliveries {
  private last: Promise<unknown> = Promise.resolve();
  private next: Promise<number[] | undefined> | undefined;

  constructor(@Inject(Spool) private readonly spool: Pick<Spool, 'stats' | 'waiting'>) {}

  /**
   * Their event times, in milliseconds; `undefined` where they are too many to be looked at, or cannot be read: they
   * may be of any time. Whatever was accepted before the call is among them, unless ClickHouse has it by now.
   */
  times(): Promise<number[] | undefined> {
    // One that is under way may not have seen the latest: whoever comes meanwhile shares the one after it.
    this.next ??= this.last.then(() => {
      this.next = undefined;
      const look = this.look();
      this.last = look;
      return look;
    });
    return this.next;
  }

  private async look(): Promise<number[] | undefined> {
    const { pendingRecords } = this.spool.stats();
    if (pendingRecords === 0) return [];
    if (pendingRecords > MAX_LOOKED_AT) return undefined;
    try {
      const records = await this.spool.waiting();
      return records.map(occurredAt);
    } catch {
      return undefined;
    }
  }
}

function occurredAt(record: SpoolRecord): number {
  if (record.isErased === true) return eventOfRecord(record).occurredAt;
  return eventTimeOf(readEnvelope(record.body), record.receivedAt).at;
}
