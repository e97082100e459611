import { join, resolve } from 'node:path';
import { Module } from '@nestjs/common';
import { Command } from 'commander';
import type { Settings } from '../../platform/config/settings';
import { DirectStoreModule } from '../../store/drain/direct-store.module';
import { MissingDeliveries } from '../../store/replay/missing-deliveries';
import { Replay } from '../../store/replay/replay';
import { isWhole } from '../../store/replay/replay-counts';
import { ReplayDisplay } from '../../store/replay/replay-display';
import { ReplayError } from '../../store/replay/replay-error';
import { keptSegmentFiles, segmentFilesOf } from '../../store/replay/segment-files';
import type { SegmentFile } from '../../store/replay/segment-files';
import { commandEnvironment, inCommandContext } from './command-context';
import { instantOption } from './instant-option';
import { interruption } from './interruption';

interface Options {
  from: number;
  to: number;
  account?: string;
  directory?: string;
  dryRun?: boolean;
}

export const command = new Command('replay')
  .description(
    'Sends deliveries again that ClickHouse lacks: those that the spool or its archive still holds.',
  )
  .requiredOption(
    '--from <time>',
    'received at or after this, such as 2026-03-01T00:00:00Z or 2026-03-01',
    instantOption,
  )
  .requiredOption('--to <time>', 'received before this', instantOption)
  .option('--account <name>', 'of this account only (default: of all)')
  .option('--directory <folder>', 'read the segment files in this folder, and no others')
  .option('--dry-run', 'count what is missing, and send nothing')
  .addHelpText(
    'after',
    `
It reads the drained segments in DATA_DIR/spool and SPOOL_ARCHIVE_DIR, or those of --directory: an archive, or
the copy of a spool. Deliveries that wait in the spool are left out: the service drains them itself.
It may run beside the service, and again: what ClickHouse has is not sent. Each delivery keeps its time of
receipt and its identity. The service recomputes the numbers from what was sent, now or at its next start.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR.
Exits with 1 when something could not be read or sent.`,
  )
  .action(replay);

function filesToRead(settings: Settings, directory: string | undefined): Promise<SegmentFile[]> {
  const folders = { spool: join(settings.dataDir, 'spool'), archive: settings.spool.archiveDir };
  return directory === undefined ? keptSegmentFiles(folders) : segmentFilesOf(resolve(directory), folders);
}

@Module({ imports: [DirectStoreModule], providers: [MissingDeliveries] })
class ReplayModule {}

async function replay(options: Options): Promise<void> {
  const { from, to, account, directory, dryRun: isDryRun = false } = options;
  if (from >= to) throw new ReplayError('REPLAY_RANGE', '--from must be earlier than --to.');
  const environment = commandEnvironment();
  const { settings, log } = environment;
  const files = await filesToRead(settings, directory);
  await inCommandContext('replay', ReplayModule, environment, async ({ services }) => {
    const display = new ReplayDisplay(process.stdout);
    const signal = interruption();
    const onProgress = display.update.bind(display);
    const request = { from, to, account, isDryRun };
    const sending = new Replay(services.get(MissingDeliveries), request, { log, signal, onProgress });
    const counts = await sending.run(files);
    display.finish(counts, isDryRun);
    if (signal.aborted) console.log('Interrupted. Run the same command again to go on.');
    process.exitCode = isWhole(counts) && !signal.aborted ? 0 : 1;
  });
}
