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
import { onEachShard, placesOfAccounts } from './on-each-shard';

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

async function replay({ from, to, account, directory, dryRun: isDryRun = false }: Options): Promise<void> {
  if (from >= to) throw new ReplayError('REPLAY_RANGE', '--from must be earlier than --to.');
  const whole = commandEnvironment('each');
  const places = await placesOfAccounts(whole);
  const signal = interruption();
  const placeless = new Set<string>();
  await onEachShard(whole, async (environment, shard) => {
    if (signal.aborted) return;
    const { settings, log } = environment;
    const files = await filesToRead(settings, directory);
    const isHere = (name: string): boolean => {
      const place = places?.get(name);
      if (place === undefined) placeless.add(name);
      return place === shard;
    };
    const request = { from, to, account, isDryRun, isHere: places && isHere };
    await inCommandContext('replay', ReplayModule, environment, async ({ services }) => {
      const display = new ReplayDisplay(process.stdout);
      const onProgress = display.update.bind(display);
      const sending = new Replay(services.get(MissingDeliveries), request, { log, signal, onProgress });
      const counts = await sending.run(files);
      display.finish(counts, isDryRun);
      if (!isWhole(counts)) process.exitCode = 1;
    });
  });
  if (placeless.size > 0) {
    console.log(
      `NOT WHOLE: deliveries of accounts that are on no shard were left out: ${[...placeless].join(', ')}`,
    );
    process.exitCode = 1;
  }
  if (!signal.aborted) return;
  console.log('Interrupted. Run the same command again to go on.');
  process.exitCode = 1;
}
