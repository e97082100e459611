import { Module } from '@nestjs/common';
import { Command } from 'commander';
import type { Settings } from '../../platform/config/settings';
import { ChatsWithoutAttributes } from '../../compute/erasure/chats-without-attributes';
import { ErasableChats } from '../../compute/erasure/erasable-chats';
import type { ErasableChat } from '../../compute/erasure/erasable-chats';
import { Erasure } from '../../compute/erasure/erasure';
import { FactsModule } from '../../compute/facts/facts.module';
import { ComputingModule } from '../../compute/rollups/computing.module';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { commandEnvironment, inCommandContext } from './command-context';
import { interruption } from './interruption';
import { collected, emailOption } from './person-options';
import { runCommand } from './run-command';

interface Options {
  chat?: string[];
  email?: string[];
  account?: string;
  yes?: boolean;
}

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
  .addHelpText(
    'after',
    `
No count changes: what remains of a delivery is its time, type, ids and rating, and the path of the page. Erased is
what was received up to now, also where it is still on its way into ClickHouse. IT CANNOT BE UNDONE.
Delete the visitor in SignalZen first: what its webhooks or its API tell later is stored again.
The files of the spool and of SPOOL_ARCHIVE_DIR are not changed: see docs/erasure.md.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR. It may run beside the service.`,
  )
  .parse();
const { chat: chatIds = [], email: emails = [], account, yes } = command.opts<Options>();
if (chatIds.length + emails.length === 0) command.error('error: say whom, with --chat or --email');

const day = (time: Date): string => time.toISOString().slice(0, 10);

const hoursKept = ({ spool }: Settings): number => Math.ceil(spool.retentionMs / 3_600_000);

function show(chats: readonly ErasableChat[]): void {
  for (const { account, chatId, deliveries, erased, firstReceivedAt, lastReceivedAt } of chats) {
    const before = erased === 0 ? '' : `, ${erased} of them erased before`;
    const days = `${day(firstReceivedAt)} to ${day(lastReceivedAt)}`;
    console.log(`account ${account}, chat ${chatId}: ${deliveries} deliveries, ${days}${before}`);
  }
}

@Module({
  imports: [FactsModule, ComputingModule],
  providers: [ChatsWithoutAttributes, ErasableChats, Erasure],
})
class EraseModule {}

runCommand(async () => {
  const environment = commandEnvironment();
  await inCommandContext('erase', EraseModule, environment, async ({ services }) => {
    const until = Date.now();
    const chats = await services.get(ErasableChats).find({ account, chatIds, emails });
    show(chats);
    if (yes !== true) {
      console.log('Nothing was erased. To erase all of this permanently, run the same with --yes.');
      return;
    }
    const erasure = services.get(Erasure);
    const stop = interruption();
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
      process.exitCode = 1;
      return;
    }
    line.finish(`erased: ${deliveries} deliveries, in ${line.seconds.toFixed(1)} s`);
    const hours = hoursKept(environment.settings);
    console.log(`The files of the spool keep them for up to ${hours} more hours: see docs/erasure.md.`);
  });
});
