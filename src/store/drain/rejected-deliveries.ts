import { mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { segmentIdText } from '../../receive/spool/segment-names';
import type { SpoolRecord } from '../../receive/spool/spool-record';
import { rejectedName } from './rejected-name';

/**
 * Deliveries that ClickHouse refuses as data: each is a file of its own in `DATA_DIR/rejected`, the exact body,
 * so that one row never holds up the others and is not lost either.
 */
@Injectable()
export class RejectedDeliveries {
  /** Kept aside since the start. */
  kept = 0;
  private readonly directory: string;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.directory = join(settings.dataDir, 'rejected');
  }

  /** Resolves when the body is on disk. Keeping it again changes nothing. */
  async keep(record: SpoolRecord, reason: ClickHouseError): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const name = rejectedName(record);
    const file = await open(join(this.directory, name), 'w', 0o600);
    try {
      await file.writeFile(record.body);
      await file.sync();
    } finally {
      await file.close();
    }
    const directory = await open(this.directory, 'r');
    await directory.sync().finally(() => directory.close());
    this.kept += 1;
    this.log.error(
      { file: join(this.directory, name), account: record.account, code: reason.serverCode },
      'ClickHouse rejected a delivery as data: it is set aside, and counted in no number',
    );
  }

  /** The sequence numbers of the records of a segment that were kept aside. */
  async sequencesOf(segmentId: bigint): Promise<Set<number>> {
    const names = await readdir(this.directory).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    });
    const prefix = `${segmentIdText(segmentId)}-`;
    const ofSegment = names.filter((name) => name.startsWith(prefix));
    return new Set(ofSegment.map((name) => Number.parseInt(name.slice(prefix.length), 10)));
  }
}
