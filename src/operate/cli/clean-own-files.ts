import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { openSpool } from '../../receive/spool/open-spool';
import { DrainedFiles } from '../../store/cleaning/drained-files';
import { FileCleaning } from '../../store/cleaning/file-cleaning';
import { SegmentCleaner } from '../../store/cleaning/segment-cleaner';
import { OwnIdentity } from '../../store/receivers/own-identity';
import type { CommandEnvironment } from './command-context';

/**
 * Takes erased deliveries out of the files of this data directory, where no service runs that would. The caller holds
 * its lock.
 */
export async function cleanOwnFiles(
  { settings, log }: CommandEnvironment,
  clickhouse: ClickHouse,
): Promise<void> {
  const spool = await openSpool(settings, log);
  try {
    const files = new DrainedFiles(spool, settings);
    const cleaner = new SegmentCleaner(clickhouse);
    const own = new OwnIdentity(settings);
    await new FileCleaning(clickhouse, spool, files, cleaner, own, settings, log).pass();
  } finally {
    await spool.close();
  }
}
