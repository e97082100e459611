import { Inject, Injectable } from '@nestjs/common';
import { PendingRanges } from '../pending-ranges/pending-ranges';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import type { SegmentBatch } from '../../receive/spool/segment-parts';
import type { SpoolRecord } from '../../receive/spool/spool-record';
import { DeliveryStore, isDataError } from './delivery-store';

/** Stores deliveries that do not come out of this service's spool, and has them counted. */
@Injectable()
export class DirectStore {
  constructor(
    private readonly store: DeliveryStore,
    private readonly pending: PendingRanges,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * Stores records of one segment, at least one, and puts them on the list of what waits for its facts. It may be
   * done again after a failure, also in another process: each row is stored once.
   * @returns those that ClickHouse refused as data
   * @throws ClickHouseError
   */
  async put(records: readonly SpoolRecord[]): Promise<readonly SpoolRecord[]> {
    const batch = batchOf(records);
    // On the list before as well as after: were the process killed in between, the rows would be stored, nobody
    // would see them as missing, and nothing would ever count them.
    await this.enlist(batch);
    await this.insert(await this.store.missingOf(batch));
    await this.enlist(batch);
    return this.store.missingOf(batch);
  }

  private async insert(records: readonly SpoolRecord[]): Promise<void> {
    try {
      await this.store.insert(records);
    } catch (error) {
      // Which of them were refused, the look afterwards tells.
      if (!isDataError(error)) throw error;
      this.log.error({ err: error }, 'ClickHouse rejected deliveries as data');
    }
  }

  private enlist({ segmentId, firstSequence, lastSequence, records }: SegmentBatch): Promise<void> {
    return this.pending.add({
      segmentId,
      firstSequence: BigInt(firstSequence),
      lastSequence: BigInt(lastSequence),
      deliveries: records.length,
    });
  }
}

function batchOf(records: readonly SpoolRecord[]): SegmentBatch {
  const [first, last] = [records[0], records.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('there must be a record to store');
  const bytes = records.reduce((sum, { body }) => sum + body.length, 0);
  const { segmentId, sequence: firstSequence } = first;
  return { segmentId, firstSequence, lastSequence: last.sequence, records, bytes };
}
