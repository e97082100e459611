import { Module } from '@nestjs/common';
import { Command } from 'commander';
import { FactsModule } from '../../compute/facts/facts.module';
import { UsedSettings } from '../../compute/facts/used-settings';
import { ComputingModule } from '../../compute/rollups/computing.module';
import { RebuildOvertaken } from '../../compute/facts/rebuild-overtaken';
import { ALL, Rebuild } from '../../compute/rollups/rebuild';
import type { RebuildProgress } from '../../compute/rollups/rebuild';
import { Recompute } from '../../compute/rollups/recompute';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { commandEnvironment, inCommandContext } from './command-context';
import type { CommandContext } from './command-context';
import { instantOption } from './instant-option';
import { onEachShard } from './on-each-shard';

export const command = new Command('rebuild')
  .description('Recomputes the numbers from the events, by the current rules and settings.')
  .option(
    '--from <time>',
    'chats with an event at or after this, such as 2026-03-01 (default: from the first)',
    instantOption,
  )
  .option('--to <time>', 'chats with an event before this (default: to the last)', instantOption)
  .addHelpText(
    'after',
    `
A service does this by itself, in the background, when settings or rules that shape numbers have changed, and after an
update that says so. By hand it is for numbers that seem to be wrong, and where no service runs: give this command the
settings that the service has.
With --from or --to, chats are recomputed by the rules of all other numbers, so that none are mixed; whole, also what
of them lies outside of the range.
It may run beside the service. Nothing is seen of it until all is computed; then the numbers switch. It may be broken
off and run again.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR.`,
  )
  .action(rebuild);

function lineOf({ step, chats, of }: RebuildProgress): string {
  return step === 'computing' ? `computing: ${chats} of about ${of} chats` : `${step} …`;
}

@Module({ imports: [FactsModule, ComputingModule], providers: [Rebuild, Recompute] })
class RebuildModule {}

/** Again where a rebuild of the service switched first: what is computed by then is of other tables. */
async function recompute(
  services: CommandContext['services'],
  range: typeof ALL,
  onProgress: (progress: RebuildProgress) => void,
): Promise<number> {
  const isWhole = range.from <= ALL.from && range.to >= ALL.to;
  for (;;) {
    try {
      if (!isWhole) return await services.get(Recompute).range(range, onProgress);
      return await services.get(Rebuild).all(services.get(UsedSettings).wanted, { onProgress });
    } catch (error) {
      if (!(error instanceof RebuildOvertaken)) throw error;
    }
  }
}

async function rebuild(options: { from?: number; to?: number }): Promise<void> {
  const range = { ...ALL, ...options };
  if (range.from >= range.to) command.error('error: --from must be earlier than --to');
  await onEachShard(commandEnvironment('each'), (environment) =>
    inCommandContext('rebuild', RebuildModule, environment, async ({ services }) => {
      const line = new ProgressLine(process.stdout);
      const chats = await recompute(services, range, (progress) => {
        line.update(() => lineOf(progress));
      });
      line.finish(`chats recomputed: ${chats}, in ${line.seconds.toFixed(1)} s`);
    }),
  );
}
