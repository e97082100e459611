import '../../require-node.cjs';
import { Module } from '@nestjs/common';
import { Command } from 'commander';
import { FactsModule } from '../../compute/facts/facts.module';
import { UsedSettings } from '../../compute/facts/used-settings';
import { ComputingModule } from '../../compute/rollups/computing.module';
import { Rebuild } from '../../compute/rollups/rebuild';
import type { RebuildProgress } from '../../compute/rollups/rebuild';
import { LATEST_MS } from '../../platform/events/instant';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { commandEnvironment, inCommandContext } from './command-context';
import { instantOption } from './instant-option';
import { runCommand } from './run-command';

/** Nothing has a time before or after these. */
const ALL = { from: 0, to: LATEST_MS };

const command = new Command('rebuild')
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
Chats are computed whole, also what of them lies outside of the range. Needed after EPISODE_IDLE_GAP_HOURS,
EPISODE_TAIL_SECONDS, STATE_EVENT_TIME, COPILOT_IDS or COPILOT_ON_BY_DEFAULT were changed, and after an update that
says so: give this command the settings that the service has.
It may run beside the service. Nothing is seen of it until all is computed; then the numbers switch, each table
at once. It may be broken off and run again.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR.`,
  )
  .parse();
const range = { ...ALL, ...command.opts<{ from?: number; to?: number }>() };
if (range.from >= range.to) command.error('error: --from must be earlier than --to');

function lineOf({ step, chats, of }: RebuildProgress): string {
  return step === 'computing' ? `computing: ${chats} of about ${of} chats` : `${step} …`;
}

@Module({ imports: [FactsModule, ComputingModule], providers: [Rebuild] })
class RebuildModule {}

runCommand(async () => {
  await inCommandContext('rebuild', RebuildModule, commandEnvironment(), async ({ services }) => {
    const line = new ProgressLine(process.stdout);
    const chats = await services.get(Rebuild).run(range, (progress) => {
      line.update(() => lineOf(progress));
    });
    if (range.from <= ALL.from && range.to >= ALL.to) await services.get(UsedSettings).noteWhole();
    line.finish(`chats recomputed: ${chats}, in ${line.seconds.toFixed(1)} s`);
  });
});
