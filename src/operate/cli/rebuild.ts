import '../../require-node.cjs';
import { Command } from 'commander';
import { connectForCommand } from '../../platform/clickhouse/connect-for-command';
import { migrate } from '../../platform/clickhouse/migrations';
import { processEnvironment } from '../../platform/config/process-environment';
import { readSettings } from '../../platform/config/read-settings';
import { UsedSettings } from '../../compute/facts/used-settings';
import { createLog } from '../../platform/logging/log';
import { computingParts } from '../../compute/rollups/computing-parts';
import { Rebuild } from '../../compute/rollups/rebuild';
import type { RebuildProgress } from '../../compute/rollups/rebuild';
import { LATEST_MS } from '../../platform/events/instant';
import { ProgressLine } from '../../platform/terminal/progress-line';
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
COPILOT_IDS or COPILOT_ON_BY_DEFAULT were changed: give this command the settings that the service has.
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

runCommand(async () => {
  const settings = readSettings(processEnvironment());
  const log = createLog(settings.logLevel === 'info' ? 'warn' : settings.logLevel);
  const { clickhouse, access, close } = await connectForCommand(settings, log);
  try {
    await migrate({ access, database: settings.clickhouse.database, log });
    const { facts, publisher, computing } = computingParts(clickhouse, settings, { program: 'rebuild', log });
    const line = new ProgressLine(process.stdout);
    const rebuild = new Rebuild(facts, publisher, computing, (progress) => {
      line.update(() => lineOf(progress));
    });
    const chats = await rebuild.run(range);
    if (range.from <= ALL.from && range.to >= ALL.to)
      await new UsedSettings(clickhouse, settings).noteWhole();
    line.finish(`chats recomputed: ${chats}, in ${line.seconds.toFixed(1)} s`);
  } finally {
    await close();
  }
});
