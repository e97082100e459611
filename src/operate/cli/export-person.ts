import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Module } from '@nestjs/common';
import { Command } from 'commander';
import { EventListService } from '../../answer/lists/events/event-list.service';
import { PersonExport, requirePerson } from '../../answer/person/person-export';
import { PersonFiles } from '../../answer/person/person-files';
import { personPage } from '../../answer/person/person-page';
import type { PersonRecords } from '../../answer/person/person-records';
import { Asking } from '../../answer/shards/asking';
import { ErasableChats } from '../../compute/erasure/erasable-chats';
import { FactsModule } from '../../compute/facts/facts.module';
import { AccessModule } from '../../platform/access/access.module';
import { makeDirectory } from '../../platform/data-directory/make-directory';
import { commandEnvironment } from './command-context';
import { onCommandShards } from './command-shards';
import { collected, emailFileOption, emailOption } from './person-options';

interface Options {
  readonly chat?: string[];
  readonly email?: string[];
  readonly emailFile?: string[];
  readonly account?: string;
  readonly to: string;
}

/** Personal data: for whoever runs the command alone, and never over another export. */
const FILE = { mode: 0o600, flag: 'wx' } as const;

export const command = new Command('export-person')
  .description('Writes all that is kept about a visitor into two files: JSON, and a page for people.')
  .option(
    '--email-file <file>',
    'of visitors with these addresses, one in each line; - is the standard input',
    emailFileOption,
  )
  .option(
    '--email <address>',
    'the same, where everybody on the machine may see the address; may be repeated',
    emailOption,
  )
  .option('--chat <id>', "SignalZen's id of the visitor; may be repeated", collected)
  .option('--account <name>', 'of this account only (default: of all)')
  .option('--to <folder>', 'where the files are written, for their owner alone', '.')
  .addHelpText(
    'after',
    `
All addresses and ids are taken for one person: export several one after another. It reads the database, and what
waits in the spool of this machine. What may be about the person as well, but cannot be told, is named.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR. It may run beside the service.
Where accounts are divided among shards, all that may have anything of the person must answer.
See docs/personal-data.md.`,
  )
  .action(exportPerson);

@Module({
  imports: [FactsModule, AccessModule],
  providers: [Asking, ErasableChats, EventListService, PersonFiles, PersonExport],
})
class ExportPersonModule {}

async function exportPerson(options: Options): Promise<void> {
  const { chat: chatIds = [], email = [], emailFile = [], account, to } = options;
  const emails = [...emailFile, ...email];
  if (chatIds.length + emails.length === 0)
    command.error('error: say whom, with --email-file, --email or --chat');
  const wanted = { account, chatIds, emails };
  await onCommandShards(
    'export-person',
    ExportPersonModule,
    commandEnvironment('each'),
    { account },
    async (shards) => {
      // Less than all would be taken for all.
      shards.requireAll();
      shards.requireAudit();
      const found = await shards.ask(async (context) => ({
        exporting: context.services.get(PersonExport),
        search: await context.services.get(PersonExport).search(wanted),
      }));
      requirePerson(
        found.map(({ search }) => search),
        wanted,
      );
      const parts: PersonRecords[] = [];
      for (const { exporting, search } of found) parts.push(await exporting.collect(search, wanted));
      const records = {
        exportedAt: new Date().toISOString(),
        chats: parts.flatMap(({ chats }) => chats),
        notIncluded: parts.flatMap(({ notIncluded }) => notIncluded),
      };
      const files = await write(records, to);
      await shards.audit({
        caller: { kind: 'command', id: 'export-person', name: 'npm run export-person' },
        action: 'person.exported',
        object: `${records.chats.length} chats`,
      });
      show(records);
      console.log(`Written: ${files.join(' and ')}. They hold personal data.`);
    },
  );
}

async function write(records: PersonRecords, to: string): Promise<string[]> {
  const folder = resolve(to);
  makeDirectory(folder);
  const stem = join(folder, `person-${records.exportedAt.replace(/\D/g, '')}`);
  await writeFile(`${stem}.json`, `${JSON.stringify(records, null, 2)}\n`, FILE);
  await writeFile(`${stem}.html`, personPage(records), FILE);
  return [`${stem}.json`, `${stem}.html`];
}

function show({ chats, notIncluded }: PersonRecords): void {
  for (const chat of chats) {
    const waiting = chat.deliveries.filter(({ from }) => from === 'spool').length;
    const inSpool = waiting === 0 ? '' : `, ${waiting} of them still in the spool`;
    console.log(
      `account ${chat.account}, chat ${chat.chatId}: ${chat.deliveries.length} deliveries${inSpool}`,
    );
  }
  for (const line of notIncluded) console.log(`not included: ${line}`);
}
