import { Module } from '@nestjs/common';
import { Command } from 'commander';
import type { Settings } from '../../platform/config/settings';
import { makeDirectory } from '../../platform/data-directory/make-directory';
import { Backfill, BackfillError } from '../../signalzen/backfill/backfill';
import { BackfillDisplay } from '../../signalzen/backfill/backfill-display';
import { AccountApis } from '../../signalzen/chats/account-apis';
import { ChatsModule } from '../../signalzen/chats/chats.module';
import { PendingRangesModule } from '../../store/pending-ranges/pending-ranges.module';
import { FactsModule } from '../../compute/facts/facts.module';
import { ComputingModule } from '../../compute/rollups/computing.module';
import { DueWork } from '../../compute/rollups/due-work';
import { RollUp } from '../../compute/rollups/roll-up';
import { commandEnvironment } from './command-context';
import { onCommandShards } from './command-shards';
import type { ShardContext } from './command-shards';
import { instantOption } from './instant-option';
import { interruption } from './interruption';

interface Options {
  account?: string;
  since?: number;
  restart?: boolean;
}

export const command = new Command('backfill')
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
  .action(backfill);

/** @throws BackfillError */
function requireAccounts({ accounts, signalzenApi }: Settings, account: string | undefined): void {
  if (!signalzenApi.isOn) {
    throw new BackfillError('BACKFILL_OFF', 'SIGNALZEN_API is off. Set it to "on" to read from the API.');
  }
  if (account !== undefined && !accounts.has(account)) {
    const names = [...accounts.keys()].join(', ');
    throw new BackfillError('BACKFILL_ACCOUNT', `There is no account "${account}"; configured: ${names}.`);
  }
  const askable = signalzenApi.accounts;
  if (account === undefined ? askable.length > 0 : askable.includes(account)) return;
  throw new BackfillError(
    'BACKFILL_ACCOUNT',
    'No account has a secret from SignalZen: set SIGNALZEN_API_SECRET to the API Secret key that the Console shows.',
  );
}

@Module({
  imports: [ChatsModule, ComputingModule, FactsModule, PendingRangesModule],
  providers: [Backfill, DueWork, RollUp],
})
class BackfillModule {}

async function backfill(options: Options): Promise<void> {
  const environment = commandEnvironment('each');
  const signal = interruption();
  const { account } = options;
  requireAccounts(environment.settings, account);
  const wanted = { account, isHomeWanted: false };
  await onCommandShards('backfill', BackfillModule, environment, wanted, async (shards) => {
    await shards.each(shards.there, async (context) => {
      if (!signal.aborted && !(await readOn(context, options, signal))) process.exitCode = 1;
    });
    shards.requireAll();
  });
}

/** @returns whether all was read of the accounts that a database has */
async function readOn(
  { services, isOfService, environment: { settings } }: ShardContext,
  options: Options,
  signal: AbortSignal,
): Promise<boolean> {
  const apis = services.get(AccountApis);
  const accounts = apis.names().filter((name) => options.account === undefined || name === options.account);
  if (accounts.length === 0) return true;
  makeDirectory(settings.dataDir);
  const turn = await apis.takeTurn(signal, () => {
    console.log('Another process is reading from SignalZen. Waiting until it is done …');
  });
  try {
    const isComplete = await readAll(services.get(Backfill), accounts, options, signal);
    if (signal.aborted) console.log('Interrupted. Run the same command again to go on.');
    else if (isOfService) console.log('The running service adds what was read to its numbers.');
    else console.log(`Computed what ${await services.get(RollUp).rollUpPending(signal)} deliveries change.`);
    return isComplete;
  } finally {
    turn?.release();
  }
}

/** @returns whether all was read */
async function readAll(
  backfill: Backfill,
  accounts: readonly string[],
  options: Options,
  signal: AbortSignal,
): Promise<boolean> {
  let isComplete = true;
  for (const account of accounts) {
    const display = new BackfillDisplay(process.stdout, account);
    const request = { account, since: options.since ?? 0, isFromStart: options.restart ?? false };
    const isDone = await backfill.run(request, signal, display.update.bind(display));
    display.finish(isDone);
    isComplete &&= isDone;
  }
  return isComplete;
}
