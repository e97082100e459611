import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectForCommand } from '../../src/platform/clickhouse/connect-for-command';
import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { createLog } from '../../src/platform/logging/log';
import { ada, BODIES, byOperator, byUser, changed, eve, message } from '../support/ada-and-eve';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { done, runBuiltCommand } from '../support/run-built-command';
import type { CommandOutcome } from '../support/run-built-command';
import { rowsOfAllTables } from '../support/rows-of-all-tables';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { embeddedSettings, FACT_TABLES } from '../support/temporary-clickhouse';

const TIMEOUT_MS = 60_000;
/** What she or others have written of her, which is found nowhere else. */
const WRITTEN = /Ada Lovelace|My number|Another device|Good bye, Ada/;
/** What must be gone, wherever it stood. Eve has said the address, too. */
const OF_ADA = /Ada|[Ll]ovelace|My number|Another device/;
const OF_EVE = /Eve/;

interface Event {
  readonly type: string;
  readonly author: string;
  readonly name: string;
  readonly text: string | null;
  readonly payload: string | null;
}

interface Exported {
  readonly chats: readonly {
    readonly chatId: string;
    readonly deliveries: readonly { readonly isErased: boolean; readonly payload: unknown }[];
    readonly events: readonly { readonly author: string; readonly text: string | null }[];
    readonly facts: readonly unknown[];
    readonly tables: Readonly<Record<string, readonly unknown[]>>;
  }[];
  readonly notIncluded: readonly string[];
}

describe('npm run erase and export-person', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let numbers: unknown;
  let exports: string;

  const start = async (environment: Record<string, string> = {}): Promise<void> => {
    service = await RunningService.start({ dataDir: dataDir.path, environment });
  };
  const restart = async (environment: Record<string, string> = {}): Promise<void> => {
    await service.stop();
    await start(environment);
    await untilRolledUp(service.url);
  };
  const run = (command: string, given: readonly string[]): Promise<CommandOutcome> =>
    runBuiltCommand(command, given, {
      DATA_DIR: dataDir.path,
      SIGNALZEN_API_SECRET: SECRET,
      API_TOKEN: TOKEN,
    });
  const erase = (...given: string[]): Promise<CommandOutcome> => run('erase', given);
  /** What the two files hold that are written, and that nobody else may read them. */
  const exportPerson = async (...given: string[]): Promise<{ json: string; html: string; said: string }> => {
    const folder = join(exports, 'of-a-person');
    const said = done(await run('export-person', [...given, '--to', folder]));
    const names = await readdir(folder);
    const read = async (ending: string): Promise<string> => {
      const path = join(folder, names.find((name) => name.endsWith(ending)) ?? ending);
      expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
      return readFile(path, 'utf8');
    };
    const files = { json: await read('.json'), html: await read('.html'), said };
    await rm(folder, { recursive: true });
    return files;
  };
  const send = async (...bodies: object[]): Promise<void> => {
    for (const body of bodies) {
      const answer = await post(`${service.url}/webhooks/signalzen`, Buffer.from(JSON.stringify(body)));
      expect(answer.status).toBe(200);
    }
    await untilRolledUp(service.url);
  };
  const stats = (range: string) =>
    dataOf(
      service.url,
      `{ stats(${range}, granularity: TOTAL, groupBy: [OPERATOR, PAGE, COPILOT]) { operator page copilot
        chatsStarted episodesStarted episodesClosed messagesVisitor messagesOperator firstResponseSecondsAvg
        emailSubscriptions chatsDestroyed } }`,
    );
  const theDay = () => stats('from: "2026-03-02", to: "2026-03-03"');
  const eventsOf = async (chatId: number): Promise<Event[]> => {
    const query = `{ chatEvents(chatId: "${chatId}") { type author name text payload } }`;
    return (await dataOf<{ chatEvents: Event[] }>(service.url, query)).chatEvents;
  };
  const payloads = async (chatId: number) => (await eventsOf(chatId)).map(({ payload }) => payload);
  const withClickHouse = async <Result>(
    work: (clickhouse: ClickHouse) => Promise<Result>,
  ): Promise<Result> => {
    const { clickhouse, close } = await connectForCommand(embeddedSettings(dataDir.path), createLog('error'));
    try {
      return await work(clickhouse);
    } finally {
      await close();
    }
  };
  /** Rows that say anything of Ada in whichever column, also rows that newer ones replace. */
  const rowsOfAda = (): Promise<string[]> =>
    withClickHouse(async (clickhouse) => {
      const rows = (await rowsOfAllTables(clickhouse)).filter(({ row }) => OF_ADA.test(row));
      return rows.map(({ table, row }) => `${table}: ${row}`).filter((row) => !OF_EVE.test(row));
    });
  /** Files beside those of ClickHouse with what was written. */
  const filesOfAda = (): string[] =>
    readdirSync(dataDir.path, { withFileTypes: true, recursive: true })
      .filter((file) => file.isFile() && !file.parentPath.startsWith(join(dataDir.path, 'clickhouse')))
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => WRITTEN.test(readFileSync(path, 'latin1')));
  const untilSo = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + TIMEOUT_MS; !(await isSo());) {
      if (Date.now() > end) throw new Error('it did not come about within a minute');
      await sleep(250);
    }
  };

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    exports = await mkdtemp(join(tmpdir(), 'exports-'));
    await start();
    await send(...BODIES);
    numbers = await theDay();
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
    await rm(exports, { recursive: true });
  });

  it('only shows whom it would forget, until it is told so', async () => {
    const said = done(await erase('--email', 'ADA@lovelace.EXAMPLE'));
    expect(said).toMatch(/chat 11: 4 deliveries, .*\n.*chat 12: 2 deliveries, .*\nNothing was erased/);
    expect(said).not.toContain('chat 13');
    expect((await payloads(11)).every((payload) => payload?.includes('Ada Lovelace'))).toBe(true);
  });

  it('says what is wrong with what it is asked', async () => {
    const refused = async (...given: string[]) => {
      const { code, said } = await erase('--yes', ...given);
      expect(code).toBe(1);
      return said;
    };
    expect(await refused()).toContain(
      'say whom, with --email-file, --email, --chat, --words-file or --operator',
    );
    expect(await refused('--email', 'Ada')).toContain('It must be an e-mail address');
    expect(await refused('--email-file', '/nowhere')).toContain('It cannot be read: ENOENT');
    expect(await refused('--chat', '11', '--verify')).toContain('--verify searches for words');
    expect(await refused('--email', 'eve@lovelace.example')).toContain('No visitor with the address eve@');
    expect(await refused('--chat', '99')).toContain('Nothing is stored for chat 99');
    expect(await refused('--chat', '11', '--account', 'other')).toContain('Nothing is stored for chat 11');
    expect(await refused('--chat', '11', '--operator', '7')).toContain('--operator goes alone');
  });

  it('writes all that is kept about her into files, and nothing of others', async () => {
    const addresses = join(exports, 'addresses');
    await writeFile(addresses, 'ADA@lovelace.example\n');
    const { json, html, said } = await exportPerson('--email-file', addresses);
    expect(said).toMatch(/chat 11: 4 deliveries\n.*chat 12: 2 deliveries\nWritten: /);
    const { chats, notIncluded } = JSON.parse(json) as Exported;
    expect(notIncluded).toEqual([]);
    expect(chats.map(({ chatId, deliveries }) => [chatId, deliveries.length])).toEqual([
      ['11', 4],
      ['12', 2],
    ]);
    const [first] = chats;
    const texts = first?.events.map(({ author, text }) => [author, text]);
    expect(texts).toContainEqual(['visitor', 'My number is 4711']);
    expect(texts).toContainEqual(['operator', 'Thank you, Ada']);
    expect(first?.facts.length).toBeGreaterThan(3);
    expect(Object.keys(first?.tables ?? {})).toEqual(
      expect.arrayContaining(['episodes_store', 'thread_buckets', 'thread_events']),
    );
    for (const text of [json, html]) {
      for (const hers of [/My number is 4711/, /Another device/, /Lovelace Hall/, /ada@lovelace\.example/])
        expect(text).toMatch(hers);
      expect(text).not.toMatch(/Eve|eden|Good bye/);
    }
    const query = `{ audit(from: "2026-01-01", to: "2100-01-01", limit: 10) { action callerName object } }`;
    const { audit } = await dataOf<{ audit: object[] }>(service.url, query);
    const exported = { action: 'person.exported', callerName: 'npm run export-person', object: '2 chats' };
    expect(audit).toContainEqual(exported);
    expect(JSON.stringify(audit)).not.toMatch(OF_ADA);
  });

  it('takes all that was written, names, addresses and attributes, and no number changes', async () => {
    const before = await rowsOfAda();
    expect(new Set(before.map((row) => row.slice(0, row.indexOf(':'))))).toEqual(
      new Set(['deliveries_store', 'episodes_store', 'facts', 'thread_events']),
    );
    const { code, said } = await erase('--yes', '--email', 'ada@lovelace.example');
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining('erased: 6 deliveries') as string,
    });
    expect(await theDay()).toEqual(numbers);
    // What the operator wrote to nobody knows whom is all that is left.
    expect(await rowsOfAda()).toEqual([expect.stringMatching(/^deliveries_store: .*Good bye, Ada/)]);
    expect(await eventsOf(11)).toEqual([
      { type: 'user.created', author: '', name: '', text: null, payload: null },
      { type: 'message.created', author: 'visitor', name: '', text: null, payload: null },
      { type: 'message.created', author: 'operator', name: '', text: null, payload: null },
      { type: 'user.closed', author: '', name: '', text: null, payload: null },
    ]);
    expect((await eventsOf(13))[0]).toMatchObject({
      name: 'Eve',
      text: 'I am Eve, not ada@lovelace.example',
    });
    expect((await erase('--chat', '11')).said).toContain('4 deliveries, ');
    expect((await erase('--chat', '11')).said).toContain('4 of them erased before');
  });

  it('exports of somebody erased what stayed, and that it was asked for', async () => {
    const { json, html } = await exportPerson('--chat', '11');
    const [chat] = (JSON.parse(json) as Exported).chats;
    expect(chat?.deliveries.map(({ isErased, payload }) => [isErased, payload])).toEqual(
      Array.from({ length: 4 }, () => [true, null]),
    );
    expect(chat?.tables['erasures']).toHaveLength(1);
    for (const text of [json, html]) expect(text).not.toMatch(OF_ADA);
  });

  it('shows of an erased delivery when it came and what it was of', async () => {
    const query = `{ deliveries(from: "2020-01-01", to: "2100-01-01") { chatId type bytes payload } }`;
    const { deliveries } = await dataOf<{ deliveries: Record<string, unknown>[] }>(service.url, query);
    const [created] = deliveries;
    expect(created).toEqual({ chatId: '11', type: 'user.created', bytes: 0, payload: null });
    expect(deliveries.filter(({ payload }) => payload !== null)).toHaveLength(BODIES.length - 6);
  });

  it('erases, too, what was received before and whose chat becomes known later', async () => {
    await send(message(106, 22, byOperator('Good bye, Ada'), { user: { id: 12 } }));
    await untilSo(async () => (await erase('--chat', '12')).said.includes('3 of them erased before'));
    // The delivery that told it came after the erasure, and stays: it is asked for again.
    expect(await rowsOfAda()).toHaveLength(1);
    // Files are written once more within seconds of it.
    await untilSo(() => Promise.resolve(filesOfAda().length === 1));
    const { code, said } = await erase('--yes', '--chat', '12');
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringMatching(
        /erased: 1 deliveries.*\n.*\nfiles of .*: nothing is left; taken out: \d in 1 files/,
      ) as string,
    });
    expect(await rowsOfAda()).toEqual([]);
    expect(filesOfAda()).toEqual([]);
    numbers = await theDay();
  });

  it('keeps what a visitor who comes back says after it', async () => {
    await send(message(107, 3000, byUser(ada(11, null), 'Here I am again, Ada')));
    expect((await payloads(11)).map((payload) => payload !== null)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    const query = `{ episodes(from: "2026-03-01", to: "2026-03-08", filter: { attributes: [{ name: "home", values: ["Lovelace Hall"] }] }) { chatId number } }`;
    expect(await dataOf(service.url, query)).toEqual({ episodes: [{ chatId: '11', number: 2 }] });
    // Words of hers are found in what is there, and not in what was erased.
    const found = `{
      said: episodes(from: "2026-03-01", to: "2026-03-08", words: "here i AM again") { chatId number }
      erased: episodes(from: "2026-03-01", to: "2026-03-08", words: "good bye, ada") { chatId number } }`;
    expect(await dataOf(service.url, found)).toEqual({ said: [{ chatId: '11', number: 2 }], erased: [] });
  });

  it('erases again what ClickHouse lost and the spool brings back', async () => {
    const all = await stats('from: "2026-03-01", to: "2026-03-08"');
    await withClickHouse(async (clickhouse) => {
      for (const table of ['deliveries_store', 'thread_events', ...FACT_TABLES]) {
        await clickhouse.commandText(`TRUNCATE TABLE ${table}`, {}, 'lose rows');
      }
    });
    await restart();
    await untilSo(async () => (await payloads(11)).length === 5);
    await untilSo(async () => (await payloads(11)).filter((payload) => payload !== null).length === 1);
    await untilSo(async () =>
      (await rowsOfAda()).every((row) => row.includes('Here I am again') || row.includes('Lovelace Hall')),
    );
    await untilRolledUp(service.url);
    expect(await theDay()).toEqual(numbers);
    expect(await stats('from: "2026-03-01", to: "2026-03-08"')).toEqual(all);
  });

  it('finds what no chat is known of by addresses and words, and proves that nothing is left', async () => {
    const grace = { ...eve, id: 14, name: 'Grace', email: 'Grace@Hopper.example' };
    await send(message(301, 70, byUser(grace, 'It is 555-0199')));
    const odd = [
      '{"event_type":"order.placed","data":{"for":"grace\\u0040hopper.example, grace@hopper.example"}}',
      '{"event_type":"message.created","data":{"id":302,"body":"call 555-0199',
      'GRACE@HOPPER.EXAMPLE called',
      'of somebody else, 555-0198',
    ];
    for (const body of odd) await post(`${service.url}/webhooks/signalzen`, Buffer.from(body));
    await untilRolledUp(service.url);
    numbers = await theDay();
    const [addresses, words] = [join(exports, 'addresses'), join(exports, 'words')];
    await writeFile(addresses, 'grace@hopper.example\n');
    await writeFile(words, '555-0199\n');
    const given = ['--email-file', addresses, '--words-file', words, '--verify'];
    const before = await erase(...given);
    expect(before).toMatchObject({ code: 1 });
    expect(before.said).toMatch(
      /chat 14: 1 deliveries.*\nwithout a chat.*: 3 deliveries\n( {2}[0-9a-f]{16}-\d+, .*\n){3}/,
    );
    expect(before.said).toMatch(/in 4 rows of signalzen\.deliveries_store\.body\n(.*\n)* {2}in .*\/spool\//);
    const said = done(await erase(...given, '--yes'));
    expect(said).toMatch(
      /erased: 4 deliveries.*\nClickHouse: nothing is left on its disk\nfiles of .*: nothing is left/,
    );
    expect(said).toContain('verified: the words stand in 0 places, of ');
    expect(await theDay()).toEqual(numbers);
    const query = `{ deliveries(from: "2020-01-01", to: "2100-01-01") { type payload } }`;
    const { deliveries } = await dataOf<{ deliveries: { payload: string | null }[] }>(service.url, query);
    expect(deliveries.filter(({ payload }) => payload?.includes('of somebody else'))).toHaveLength(1);
    const log = `{ audit(from: "2026-01-01", to: "2100-01-01", limit: 100) { action object } }`;
    expect((await dataOf<{ audit: object[] }>(service.url, log)).audit).toContainEqual({
      action: 'person.erased',
      object: '1 chats, 3 deliveries without a chat',
    });
  });

  it('calls an operator by a pseudonym everywhere, and proves it', async () => {
    await send(message(303, 80, byOperator('I am back'), { user: eve }));
    numbers = await theDay();
    const name = join(exports, 'name');
    await writeFile(name, 'Lilienthal\n');
    const said = done(await erase('--operator', '7', '--words-file', name, '--verify', '--yes'));
    const [, pseudonym = ''] =
      /operator 7, who is called "Otto Lilienthal": "(Operator \w{4})"\n/.exec(said) ?? [];
    expect(said).toMatch(
      /changed: \d+ deliveries.*\nClickHouse: nothing is left.*\nfiles of .*: nothing is left/,
    );
    expect(said).toContain('verified: the words stand in 0 places, of ');
    expect(await theDay()).toEqual(numbers);
    const asked = `{ stats(from: "2026-03-01", to: "2026-03-08", granularity: TOTAL, groupBy: [OPERATOR]) { operator operatorName messagesOperator } }`;
    expect((await dataOf<{ stats: object[] }>(service.url, asked)).stats).toContainEqual(
      expect.objectContaining({ operator: '7', operatorName: pseudonym }),
    );
  });

  it('erases chats that SignalZen destroyed, if it is set to', async () => {
    await send(changed('destroyed', 60, eve));
    numbers = await theDay();
    // The job has had its turn.
    await sleep(6_000);
    expect((await payloads(13)).every((payload) => payload !== null)).toBe(true);
    await restart({ ERASE_DESTROYED_CHATS: 'on' });
    await untilSo(async () => (await payloads(13)).every((payload) => payload === null));
    expect(await theDay()).toEqual(numbers);
    // Late, and a copy.
    await send(changed('closed', 32, eve));
    await untilSo(async () => (await payloads(13)).every((payload) => payload === null));
  });

  it('takes it out of the files by itself where no service runs', async () => {
    await send(message(401, 90, byUser({ ...eve, id: 15, name: 'Alan' }, 'It is Alan Turing')));
    await service.stop();
    const said = done(await erase('--yes', '--chat', '15'));
    // And what the service had not come to before it stopped.
    expect(said).toMatch(/files of .*: nothing is left; taken out: \d+ in \d+ files of spool/);
  });
});
