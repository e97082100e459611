import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../platform/config/read-settings';
import { entry, TemporarySpool } from '../../receive/spool/testing/temporary-spool';
import { PersonFiles } from './person-files';

const body = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const said = (id: number, email: string | null, text: string) =>
  body({
    event_type: 'message.created',
    data: { id: 100 + id, sender_type: 'user', sender: { id, email }, body: text },
  });

describe('what the files of a machine hold of a person', () => {
  let temporary: TemporarySpool;
  let files: PersonFiles;

  beforeEach(async () => {
    temporary = new TemporarySpool();
    const DATA_DIR = temporary.root;
    files = new PersonFiles(
      readSettings({
        DATA_DIR,
        SIGNALZEN_API_SECRET: 'a-secret-as-shown-in-the-console',
        API_TOKEN: 'a-token-for-the-api',
      }),
    );
    const spool = await temporary.open();
    await spool.store(entry(1, { body: said(11, 'Ada@lovelace.example', 'waits') }));
    await spool.store(entry(2, { body: said(11, null, 'waits, too') }));
    await spool.store(entry(3, { body: said(13, 'eve@eden.example', 'I am not ada@lovelace.example') }));
    await spool.store(entry(4, { account: 'other', body: said(11, null, 'of another account') }));
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  it('is found by the address of the visitor, not by what others write', async () => {
    expect(await files.chatsOf(['ADA@lovelace.example'], undefined)).toEqual([
      { account: 'default', chatId: '11' },
    ]);
    expect(await files.chatsOf(['ADA@lovelace.example'], 'other')).toEqual([]);
  });

  it('is all that waits in the spool of the chat and its account', async () => {
    const { waiting, notRead } = await files.search([{ account: 'default', chatId: '11' }], []);
    expect(
      waiting.map(({ body: text }) => (JSON.parse(text) as { data: { body: string } }).data.body),
    ).toEqual(['waits', 'waits, too']);
    expect(notRead).toEqual([]);
  });

  it('names the files from which nobody can tell whose they are', async () => {
    const rejected = join(temporary.root, 'rejected');
    mkdirSync(rejected);
    writeFileSync(join(rejected, 'by-chat.body'), said(11, null, 'x'));
    writeFileSync(join(rejected, 'by-address.body'), 'plain text of ADA@lovelace.example');
    writeFileSync(join(rejected, 'of-eve.body'), said(13, null, 'x'));
    writeFileSync(join(temporary.directory, 'quarantine', 'some.bytes'), 'x');
    const { notRead } = await files.search([{ account: 'default', chatId: '11' }], ['ada@lovelace.example']);
    expect(
      notRead.map((line) => line.slice(temporary.root.length + 1, line.indexOf(':'))).toSorted(),
    ).toEqual(['rejected/by-address.body', 'rejected/by-chat.body', 'spool/quarantine']);
  });
});
