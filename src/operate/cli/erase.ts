import { Module } from '@nestjs/common';
import { Command } from 'commander';
import { ChatlessDeliveries } from '../../compute/erasure/chatless-deliveries';
import { ChatsWithoutAttributes } from '../../compute/erasure/chats-without-attributes';
import { ErasableChats } from '../../compute/erasure/erasable-chats';
import { Erasure } from '../../compute/erasure/erasure';
import { OperatorPseudonyms } from '../../compute/erasure/operator-pseudonyms';
import { ReplacedParts } from '../../compute/erasure/replaced-parts';
import { WordsInTables } from '../../compute/erasure/words-in-tables';
import { FactsModule } from '../../compute/facts/facts.module';
import { ComputingModule } from '../../compute/rollups/computing.module';
import { AccessModule } from '../../platform/access/access.module';
import { Receivers } from '../../store/cleaning/receivers';
import { PendingRanges } from '../../store/pending-ranges/pending-ranges';
import { commandEnvironment } from './command-context';
import { onCommandShards } from './command-shards';
import type { CommandShards } from './command-shards';
import { erasePerson } from './erase-person';
import { interruption } from './interruption';
import { eraseOperator } from './operator-erasure';
import { collected, emailFileOption, emailOption, wordsFileOption } from './person-options';
import { verifyErasure } from './verify-erasure';

interface Options {
  chat?: string[];
  email?: string[];
  emailFile?: string[];
  wordsFile?: string[];
  account?: string;
  yes?: boolean;
  verify?: boolean;
  forgetReceiver?: string[];
  operator?: string;
}

export const command = new Command('erase')
  .description(
    'Erases persons: removes texts, names, addresses and attributes from what is stored about their chats. Makes operators pseudonymous.',
  )
  .option(
    '--email-file <file>',
    'all chats of visitors with these addresses, one in each line; - is the standard input',
    emailFileOption,
  )
  .option(
    '--email <address>',
    'the same, where everybody on the machine may see the address; may be repeated',
    emailOption,
  )
  .option(
    '--chat <id>',
    "SignalZen's id of the visitor, which is that of the chat; may be repeated",
    collected,
  )
  .option(
    '--words-file <file>',
    'more words to find deliveries without a chat by, such as a number of a phone, one in each line',
    wordsFileOption,
  )
  .option('--operator <id>', "in place of a visitor: SignalZen's id of an operator, who becomes pseudonymous")
  .option('--account <name>', 'of this account only (default: of all)')
  .option('--yes', 'erase; without it, only show what would be erased')
  .option('--verify', 'search every file and table for the addresses and words, after erasing or alone')
  .option(
    '--forget-receiver <id>',
    'expect nothing more of a receiver whose data directory is gone; may be repeated',
    collected,
  )
  .addHelpText(
    'after',
    `
No count changes: what remains of a delivery is its time, type, ids and rating, and the path of the page. Erased is
what was received up to now, also where it is still on its way into ClickHouse. IT CANNOT BE UNDONE.
Delete the visitor in SignalZen first: what its webhooks or its API tell later is stored again.
Deliveries of which nobody knows the chat (unknown types, broken JSON, plain text) are erased if an address or a word
stands anywhere in them. Each receiver takes the same out of its own files: the spool, SPOOL_ARCHIVE_DIR, what
ClickHouse rejected and what is in quarantine. Backups are not changed.
With --operator, the name, the address and the picture of an operator are replaced by "Operator <digits>" everywhere;
texts and numbers stay, and what SignalZen sends later is changed within two minutes by a service that runs.
Exits with 1 while anything is left, or with --verify when a word was found: see docs/erasure.md.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR. It may run beside the service.
Where accounts are divided among shards, it works on each that has an account it is about; one that is away is named,
and the command is to be run again.`,
  )
  .action(erase);

@Module({
  imports: [FactsModule, ComputingModule, AccessModule],
  providers: [
    ...[ChatsWithoutAttributes, ErasableChats, ChatlessDeliveries, Erasure, ReplacedParts],
    ...[WordsInTables, Receivers, PendingRanges, OperatorPseudonyms],
  ],
})
class EraseModule {}

async function erase({ account, yes, verify, forgetReceiver, operator, ...whom }: Options): Promise<void> {
  const { chat: chatIds = [], email = [], emailFile = [], wordsFile = [] } = whom;
  const emails = [...emailFile, ...email];
  const words = [...emails, ...wordsFile];
  if (operator !== undefined && chatIds.length + emails.length > 0)
    command.error('error: --operator goes alone: with it, --words-file says what --verify searches for');
  const isForPerson = operator === undefined && chatIds.length + words.length > 0;
  if (!isForPerson && forgetReceiver === undefined && operator === undefined)
    command.error('error: say whom, with --email-file, --email, --chat, --words-file or --operator');
  if (verify === true && words.length === 0)
    command.error('error: --verify searches for words: give them with --email-file, --email or --words-file');
  const environment = commandEnvironment('each');
  const isMeant = yes === true;
  const areAllWanted = account === undefined || verify === true || forgetReceiver !== undefined;
  await onCommandShards('erase', EraseModule, environment, { account, areAllWanted }, async (shards) => {
    const stop = interruption();
    const outcomes: boolean[] = [];
    if (forgetReceiver !== undefined) await forgetReceivers(shards, forgetReceiver);
    if (operator !== undefined)
      outcomes.push(await eraseOperator(shards, { operator, account, isMeant }, stop));
    if (isForPerson) {
      const person = { account, chatIds, emails, words };
      outcomes.push(await erasePerson(shards, person, { isMeant, isSearched: verify === true }, stop));
    }
    if (verify === true)
      outcomes.push(await verifyErasure(words, environment.settings.dataDir, shards.every));
    if (outcomes.includes(false)) process.exitCode = 1;
    shards.requireAll();
  });
}

async function forgetReceivers(shards: CommandShards, ids: readonly string[]): Promise<void> {
  await shards.each(shards.every.there, async ({ services, shard }) => {
    const receivers = services.get(Receivers);
    const known = new Set((await receivers.states()).map(({ id }) => id));
    for (const id of ids) {
      await receivers.forget(id);
      if (shard !== undefined && known.has(id)) console.log(`receiver ${id}: nothing more is expected of it`);
    }
  });
}
