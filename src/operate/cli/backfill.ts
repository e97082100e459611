import '../../require-node.cjs';
import { Command } from 'commander';
import { connectForCommand } from '../../platform/clickhouse/connect-for-command';
import { migrate } from '../../platform/clickhouse/migrations';
import { processEnvironment } from '../../platform/config/process-environment';
import { readSettings } from '../../platform/config/read-settings';
import type { Settings } from '../../platform/config/settings';
import type { FileLock } from '../../platform/data-directory/file-lock';
import { createLog } from '../../platform/logging/log';
import { Backfill, BackfillError } from '../../signalzen/backfill/backfill';
import { BackfillDisplay } from '../../signalzen/backfill/backfill-display';
import { backfillParts } from '../../signalzen/backfill/backfill-parts';
import { instantOption } from './instant-option';
import { interruption } from './interruption';
import { runCommand } from './run-command';

interface Options {
  account?: string;
  since?: number;
  restart?: boolean;
}

const options = new Command('backfill')
  .description("Reads the history from SignalZen's API: every chat with its messages.")
  .option('--account <name>', 'of this account only (default: of all)')
  .option(
    '--since <time>',
    'chats with a change at or after this only, such as 2026-03-01 (default: all)',
    instantOption,
  )
  .option('--restart', 'read everything again, including what an earlier backfill had read')
  .addHelpText(
    'after',
    `
It asks with the webhook secrets of the accounts (SIGNALZEN_API_SECRET), at most SIGNALZEN_API_RATE times a second.
What is known already is not stored again. It may run beside the service, which then leaves the API to it until it
is done. It may be stopped, also by force, and run again: the same command goes on where it was.
A chat counts as changed when SignalZen's created_at, updated_at or online_at of its user says so; all of its messages
are read then. Closures, ratings without a message, and copilot switches are not in the API: for the time before
the webhooks there are none.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR.
Exits with 1 when not all could be read.`,
  )
  .parse()
  .opts<Options>();

function accountsToRead(settings: Settings, known: readonly string[]): readonly string[] {
  if (!settings.signalzenApi.isOn) {
    throw new BackfillError('BACKFILL_OFF', 'SIGNALZEN_API is off. Set it to "on" to read from the API.');
  }
  const { account } = options;
  if (account !== undefined && !settings.accounts.has(account)) {
    const names = [...settings.accounts.keys()].join(', ');
    throw new BackfillError('BACKFILL_ACCOUNT', `There is no account "${account}"; configured: ${names}.`);
  }
  const accounts = known.filter((name) => account === undefined || name === account);
  if (accounts.length === 0) {
    throw new BackfillError(
      'BACKFILL_ACCOUNT',
      'No account has a secret from SignalZen: set SIGNALZEN_API_SECRET to the API Secret key that the Console shows.',
    );
  }
  return accounts;
}

runCommand(async () => {
  const settings = readSettings(processEnvironment());
  const log = createLog(settings.logLevel === 'info' ? 'warn' : settings.logLevel);
  const signal = interruption();
  const { clickhouse, access, close, isOfService } = await connectForCommand(settings, log);
  let turn: FileLock | undefined;
  try {
    await migrate({ access, database: settings.clickhouse.database, log });
    const { apis, users, transfer, rollUp } = backfillParts(settings, clickhouse, log);
    const accounts = accountsToRead(settings, apis.names());
    turn = await apis.takeTurn(signal, () => {
      console.log('Another process is reading from SignalZen. Waiting until it is done …');
    });
    let isComplete = true;
    for (const account of accounts) {
      const display = new BackfillDisplay(process.stdout, account);
      const request = { account, since: options.since ?? 0, isFromStart: options.restart ?? false };
      const onProgress = display.update.bind(display);
      const isDone = await new Backfill(clickhouse, users, transfer).run(request, signal, onProgress);
      display.finish(isDone);
      isComplete &&= isDone;
    }
    if (signal.aborted) console.log('Interrupted. Run the same command again to go on.');
    else if (isOfService) console.log('The running service adds what was read to its numbers.');
    else console.log(`Computed what ${await rollUp.rollUpPending(signal)} deliveries change.`);
    process.exitCode = isComplete ? 0 : 1;
  } finally {
    turn?.release();
    await close();
  }
});
