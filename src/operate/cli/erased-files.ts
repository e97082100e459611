import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { openSpool } from '../../receive/spool/open-spool';
import { DrainedFiles } from '../../store/cleaning/drained-files';
import { FileCleaning } from '../../store/cleaning/file-cleaning';
import type { FilesCleaned, ReceiverState } from '../../store/cleaning/receivers';
import { SegmentCleaner } from '../../store/cleaning/segment-cleaner';
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
    await new FileCleaning(clickhouse, spool, files, cleaner, settings, log).pass();
  } finally {
    await spool.close();
  }
}

/** What became of the files of one receiver, for people. */
export function receiverLines(
  { id, host, dataDir, reportedAt, isClean, isRunning, leftOver }: ReceiverState,
  cleaned: readonly FilesCleaned[],
): string[] {
  const own = cleaned.filter(({ receiver }) => receiver === id);
  const taken = own.map(({ place, files, deliveries }) => `${deliveries} in ${files} files of ${place}`);
  const where = `files of ${host}:${dataDir}`;
  if (isClean)
    return [`${where}: nothing is left${taken.length > 0 ? `; taken out: ${taken.join(', ')}` : ''}`];
  const since = reportedAt.toISOString().slice(0, 19);
  const then = isRunning
    ? 'The service there goes on with it by itself.'
    : `It has not reported since ${since}Z: it goes on with it when it runs again. If its data directory is gone, ` +
      `so is all of it: --forget-receiver ${id}`;
  return [`${where}: NOT YET. ${then}`, ...leftOver.map((line) => `  left in ${line}`)];
}
