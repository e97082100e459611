import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { backoff } from '../../platform/clickhouse/backoff';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { DeliveryStore } from '../drain/delivery-store';
import { DirectStore } from '../drain/direct-store';
import type { Log } from '../../platform/logging/log';
import { LOG } from '../../platform/logging/logging.module';
import type { SegmentBatch } from '../../receive/spool/segment-parts';
import type { SpoolRecord } from '../../receive/spool/spool-record';
import { ReplayError } from './replay-error';

/** Milliseconds. Together about a minute: a database that is started again is back by then. */
const RETRY = { first: 500, most: 15_000 };
const MAX_ATTEMPTS = 8;

/** Finds the deliveries that ClickHouse lacks, and stores them the way the service does. */
@Injectable()
export class MissingDeliveries {
  constructor(
    private readonly store: DeliveryStore,
    private readonly direct: DirectStore,
    @Inject(LOG) private readonly log: Log,
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
    return this.untilDone(() => this.direct.put(records));
  }

  private async untilDone<T>(once: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once();
      } catch (error) {
        if (!(error instanceof ClickHouseError)) throw error;
        if (attempt === MAX_ATTEMPTS) {
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
