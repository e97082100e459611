import { Module } from '@nestjs/common';
import { Command } from 'commander';
import { ChatsWithoutAttributes } from '../../compute/erasure/chats-without-attributes';
import { ErasableChats } from '../../compute/erasure/erasable-chats';
import type { ErasableChat } from '../../compute/erasure/erasable-chats';
import { Erasure } from '../../compute/erasure/erasure';
import { FactsModule } from '../../compute/facts/facts.module';
import { ComputingModule } from '../../compute/rollups/computing.module';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { Receivers } from '../../store/cleaning/receivers';
import { commandEnvironment, inCommandContext } from './command-context';
import { cleanOwnFiles, receiverLines } from './erased-files';
import { interruption } from './interruption';
import { collected, emailOption } from './person-options';
import { runCommand } from './run-command';

interface Options {
  chat?: string[];
  email?: string[];
  account?: string;
  yes?: boolean;
  forgetReceiver?: string;
}

/** A receiver that runs has seen a request within two seconds. */
const UNTIL_FILES_ARE_CLEAN_MS = 60_000;

const command = new Command('erase')
  .description(
    'Erases persons: removes texts, names, addresses and attributes from what is stored about their chats.',
  )
  .option(
    '--chat <id>',
    "SignalZen's id of the visitor, which is that of the chat; may be repeated",
    collected,
  )
  .option('--email <address>', 'all chats of visitors with this address; may be repeated', emailOption)
  .option('--account <name>', 'of this account only (default: of all)')
  .option('--yes', 'erase; without it, only show what would be erased')
  .option('--forget-receiver <id>', 'expect nothing more of a receiver whose data directory is gone')
  .addHelpText(
    'after',
    `
No count changes: what remains of a delivery is its time, type, ids and rating, and the path of the page. Erased is
what was received up to now, also where it is still on its way into ClickHouse. IT CANNOT BE UNDONE.
Delete the visitor in SignalZen first: what its webhooks or its API tell later is stored again.
Each receiver takes the same out of its own files: the spool, SPOOL_ARCHIVE_DIR, what ClickHouse rejected and what
is in quarantine. Backups are not changed. Exits with 1 while anything is left: see docs/erasure.md.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR. It may run beside the service.`,
  )
  .parse();
const { chat: chatIds = [], email: emails = [], account, yes, forgetReceiver } = command.opts<Options>();
if (chatIds.length + emails.length === 0 && forgetReceiver === undefined)
  command.error('error: say whom, with --chat or --email');

const day = (time: Date): string => time.toISOString().slice(0, 10);

function show(chats: readonly ErasableChat[]): void {
  for (const { account, chatId, deliveries, erased, firstReceivedAt, lastReceivedAt } of chats) {
    const before = erased === 0 ? '' : `, ${erased} of them erased before`;
    const days = `${day(firstReceivedAt)} to ${day(lastReceivedAt)}`;
    console.log(`account ${account}, chat ${chatId}: ${deliveries} deliveries, ${days}${before}`);
  }
}

@Module({
  imports: [FactsModule, ComputingModule],
  providers: [ChatsWithoutAttributes, ErasableChats, Erasure, Receivers],
})
class EraseModule {}

/** @returns whether nothing was left when it was stopped */
async function eraseAll(
  erasure: Erasure,
  chats: readonly ErasableChat[],
  until: number,
  stop: AbortSignal,
): Promise<boolean> {
  const line = new ProgressLine(process.stdout);
  await erasure.request(chats, until);
  let deliveries = 0;
  try {
    deliveries = await erasure.carryOut(stop, (sofar) => {
      line.update(() => `erasing: ${sofar} deliveries`);
    });
  } catch (error) {
    if (!stop.aborted) throw error;
  }
  if (stop.aborted) {
    line.finish('interrupted: the service erases the rest, or run the same command again');
    return false;
  }
  await erasure.cleanFilesOf(chats);
  line.finish(`erased: ${deliveries} deliveries, in ${line.seconds.toFixed(1)} s`);
  return true;
}

runCommand(async () => {
  const environment = commandEnvironment();
  await inCommandContext('erase', EraseModule, environment, async ({ services, clickhouse, isOfService }) => {
    const receivers = services.get(Receivers);
    if (forgetReceiver !== undefined) await receivers.forget(forgetReceiver);
    if (chatIds.length + emails.length === 0) return;
    const until = Date.now();
    const chats = await services.get(ErasableChats).find({ account, chatIds, emails });
    show(chats);
    if (yes !== true) {
      console.log('Nothing was erased. To erase all of this permanently, run the same with --yes.');
      return;
    }
    const stop = interruption();
    const since = await receivers.now();
    if (!(await eraseAll(services.get(Erasure), chats, until, stop))) {
      process.exitCode = 1;
      return;
    }
    if (!isOfService) await cleanOwnFiles(environment, clickhouse);
    const states = await receivers.untilClean(isOfService ? UNTIL_FILES_ARE_CLEAN_MS : 0, stop);
    const cleaned = await receivers.cleanedSince(since);
    for (const state of states) for (const line of receiverLines(state, cleaned)) console.log(line);
    if (states.some(({ isClean }) => !isClean)) process.exitCode = 1;
  });
});
