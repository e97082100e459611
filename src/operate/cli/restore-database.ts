import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { FactsModule } from '../../compute/facts/facts.module';
import { UsedSettings } from '../../compute/facts/used-settings';
import { ComputingModule } from '../../compute/rollups/computing.module';
import { DueWork } from '../../compute/rollups/due-work';
import { Rebuild } from '../../compute/rollups/rebuild';
import { RollUp } from '../../compute/rollups/roll-up';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { LATEST_MS } from '../../platform/events/instant';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { DirectStoreModule } from '../../store/drain/direct-store.module';
import { PendingRangesModule } from '../../store/pending-ranges/pending-ranges.module';
import { MissingDeliveries } from '../../store/replay/missing-deliveries';
import { Replay } from '../../store/replay/replay';
import { isWhole } from '../../store/replay/replay-counts';
import { segmentFilesOf } from '../../store/replay/segment-files';
import { restoreBackup } from '../backup/restore';
import type { Backup } from '../backup/restore';
import { inContextOf } from './command-context';
import type { CommandContext, CommandEnvironment } from './command-context';

const EVERYTHING = { from: 0, to: LATEST_MS, account: undefined, isDryRun: false };

@Module({
  imports: [FactsModule, ComputingModule, DirectStoreModule, PendingRangesModule],
  providers: [DueWork, MissingDeliveries, Rebuild, RollUp],
})
class RestoreModule {}

/**
 * Restores a backup of one database and its data directory, and says what became of it.
 * @param spool of an old data directory, that is brought over as well
 * @throws BackupError, MigrationsRefused, DataDirectoryInUse, ClickHouseError
 */
export async function restoreDatabase(
  environment: CommandEnvironment,
  { directory, manifest }: Backup,
  spool: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { settings, log } = environment;
  const { id } = manifest;
  const line = new ProgressLine(process.stdout);
  const notes: string[] = [];
  const ownSpool = join(settings.dataDir, 'spool');
  // No service drains any of them meanwhile: those that wait are read as well.
  const folders = { spool: '', archive: undefined };

  const oldSpool = spool === undefined ? undefined : join(spool, 'spool');
  // Before anything is written: a name that was mistyped is not to be found out at the end.
  if (oldSpool !== undefined) await segmentFilesOf(oldSpool, folders);

  const replay = async (services: CommandContext['services'], spool: string): Promise<void> => {
    const files = await segmentFilesOf(spool, folders);
    const replaying = new Replay(services.get(MissingDeliveries), EVERYTHING, {
      log,
      signal,
      onProgress: ({ deliveries, sent }) => {
        line.update(() => `reading ${spool}: ${deliveries} deliveries, ${sent} of them brought in`);
      },
    });
    const counts = await replaying.run(files);
    notes.push(`Brought in from ${spool}: ${counts.sent} of ${counts.deliveries} deliveries.`);
    if (isWhole(counts)) return;
    notes.push(`NOT WHOLE: some of ${spool} could not be read or stored; see above.`);
    process.exitCode = 1;
  };

  const compute = (clickhouse: ClickHouse): Promise<void> =>
    inContextOf('restore', RestoreModule, environment, clickhouse, async (services) => {
      await clickhouse.command('backup/list_unsorted');
      const hasSpool = manifest.files.some(({ path }) => /^files\/spool\/[^/]+$/.test(path));
      if (hasSpool) await replay(services, ownSpool);
      if (oldSpool !== undefined) await replay(services, oldSpool);
      signal.throwIfAborted();
      await services.get(RollUp).rollUpPending(signal);
      await services.get(Rebuild).all(services.get(UsedSettings).wanted, {
        signal,
        onProgress: ({ step, chats, of }) => {
          line.update(() =>
            step === 'computing' ? `computing: ${chats} of about ${of} chats` : `${step} …`,
          );
        },
      });
    });

  await restoreBackup(
    settings,
    { directory, manifest },
    {
      log,
      signal,
      onProgress: ({ step, bytes, of }) => {
        line.update(() => `${step}: ${(bytes / 2 ** 20).toFixed(1)} of ${(of / 2 ** 20).toFixed(1)} MiB`);
      },
      onNote: (note) => notes.push(note),
    },
    compute,
  );
  line.finish(`restored ${id} to ${settings.dataDir}, in ${line.seconds.toFixed(1)} s.`);
  for (const note of notes) console.log(note);
}
