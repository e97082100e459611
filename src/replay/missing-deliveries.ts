import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from '../clickhouse/backoff';
import { ClickHouseError } from '../clickhouse/clickhouse-error';
import type { PendingRanges } from '../facts/pending-ranges';
import type { DeliveryStore } from '../ingest/delivery-store';
import { isDataError } from '../ingest/delivery-store';
import type { Log } from '../logging/log';
import type { SegmentBatch } from '../spool/segment-parts';
import type { SpoolRecord } from '../spool/spool-record';
import { ReplayError } from './replay-error';

/** Milliseconds. Together about a minute: a database that is started again is back by then. */
const RETRY = { first: 500, most: 15_000 };
const MOST_ATTEMPTS = 8;

/** Finds the deliveries that ClickHouse lacks, and stores them the way the service does. */
export class MissingDeliveries {
  constructor(
    private readonly store: DeliveryStore,
    private readonly pending: PendingRanges,
    private readonly log: Log,
  ) {}

  /** @throws ReplayError REPLAY_STOPPED */
  find(batch: SegmentBatch): Promise<readonly SpoolRecord[]> {
    return this.untilDone(() => this.store.missingOf(batch));
  }

  /**
   * Stores records of one segment and puts them on the list of what waits for its facts.
   * @returns those that ClickHouse refused as data
   * @throws ReplayError REPLAY_STOPPED
   */
  send(records: readonly SpoolRecord[]): Promise<readonly SpoolRecord[]> {
    const batch = batchOf(records);
    return this.untilDone(async () => {
      // On the list before as well as after: were the command killed in between, the rows would be stored, the
      // next replay would not see them as missing, and nothing would ever count them.
      await this.enlist(batch);
      await this.insert(await this.store.missingOf(batch));
      await this.enlist(batch);
      return this.store.missingOf(batch);
    });
  }

  private async insert(records: readonly SpoolRecord[]): Promise<void> {
    try {
      await this.store.insert(records);
    } catch (error) {
      // Which of them were refused, the look afterwards tells.
      if (!isDataError(error)) throw error;
      this.log.error({ err: error }, 'ClickHouse refused deliveries as data');
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

  private async untilDone<T>(once: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once();
      } catch (error) {
        if (!(error instanceof ClickHouseError)) throw error;
        if (attempt === MOST_ATTEMPTS) {
          throw new ReplayError(
            'REPLAY_STOPPED',
            `${error.message}\nWhat was sent so far is stored. Run the same command again to go on.`,
            { cause: error },
          );
        }
        const waitMs = backoff(attempt, RETRY);
        this.log.warn(
          { err: error, attempt, waitMs },
          'ClickHouse did not answer as it should; trying again',
        );
        await sleep(waitMs);
      }
    }
  }
}

function batchOf(records: readonly SpoolRecord[]): SegmentBatch {
  const [first, last] = [records[0], records.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('there must be a record to send');
  const bytes = records.reduce((sum, { body }) => sum + body.length, 0);
  const { segmentId, sequence: firstSequence } = first;
  return { segmentId, firstSequence, lastSequence: last.sequence, records, bytes };
}
