import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RawDelivery } from '../reference/delivery';
import { AdministeredClickHouse } from '../support/administered-clickhouse';
import { builtProgram } from '../support/built-program';
import { contactOf, expectedHoursOf, hoursOf } from '../support/contacts';
import { embeddedAccess } from '../support/embedded-access';
import { ask, dataOf, untilRolledUp } from '../support/graphql-client';
import { done, runBuiltCommand } from '../support/run-built-command';
import type { CommandOutcome } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { rowsAs, sqlAs } from '../support/sql-over-http';

/** Random: a failure says when. */
const KILLED_AFTER_MS = 700 + Math.random() * 2_500;
/** Of `contactOf`, whose visitor is forgotten in the middle of the move. */
const ERASED_CHAT = 2;

const EPISODES = `{ episodes(from: "2026-03-01", to: "2026-03-04", limit: 1000) {
  chatId startedAt closedAt rating operator messagesVisitor messagesOperator } }`;
const NOTE = `mutation { addAnnotation(time: "2026-03-02T12:00:00Z", text: "new pricing page") { id } }`;
const NOTES = '{ annotations(from: "2026-03-01", to: "2026-03-04") { text } }';

describe(`A database that is moved, killed after ${KILLED_AFTER_MS.toFixed(0)} ms`, () => {
  let home: Awaited<ReturnType<typeof temporaryDataDir>>;
  let server: AdministeredClickHouse;
  let service: RunningService;
  let chat = 0;
  const sent: RawDelivery[] = [];
  const at = (name: string) => join(home.path, name);
  const own = () => ({
    DATA_DIR: at('data'),
    CONFIG_FILE: at('analytics.yaml'),
    SIGNALZEN_API_SECRET: SECRET,
    API_TOKEN: TOKEN,
  });
  const ofServer = () => ({
    CLICKHOUSE_URL: server.admin.url.origin,
    CLICKHOUSE_USER: server.admin.user,
    CLICKHOUSE_PASSWORD: server.admin.password,
    CLICKHOUSE_DATABASE: 'moved',
  });
  const move = (environment: Record<string, string>, ...given: string[]): Promise<CommandOutcome> =>
    runBuiltCommand('move', given, { ...own(), ...environment });
  const start = async (environment: Record<string, string>): Promise<void> => {
    service = await RunningService.start({ dataDir: at('data'), environment: { ...own(), ...environment } });
  };
  const send = async (until: () => boolean): Promise<void> => {
    do {
      for (const delivery of contactOf((chat += 1))) {
        expect((await post(`${service.url}/webhooks/signalzen`, delivery.body)).status).toBe(200);
        sent.push(delivery);
      }
    } while (!until());
  };
  /** Does something while deliveries come in. */
  const whileReceiving = async <T>(doing: Promise<T>): Promise<T> => {
    let isDone = false;
    const watched = doing.finally(() => (isDone = true));
    await send(() => isDone || chat >= 120);
    return watched;
  };
  const expectAll = async (): Promise<void> => {
    await untilRolledUp(service.url);
    expect(await hoursOf(service.url)).toEqual(expectedHoursOf(sent));
    expect(await dataOf(service.url, NOTES)).toEqual({ annotations: [{ text: 'new pricing page' }] });
    const { deliveries } = await dataOf<{ deliveries: { payload: string }[] }>(
      service.url,
      '{ deliveries(from: "2020-01-01", to: "2100-01-01", limit: 10000) { payload } }',
    );
    expect(deliveries).toHaveLength(sent.length);
    const there = new Set(deliveries.map(({ payload }) => payload));
    const erased = new Set(contactOf(ERASED_CHAT).map(({ body }) => body.toString()));
    const lacking = sent.map(({ body }) => body.toString()).filter((body) => !there.has(body));
    expect(lacking.filter((body) => !erased.has(body))).toEqual([]);
  };

  beforeAll(async () => {
    home = await temporaryDataDir();
    server = await AdministeredClickHouse.start();
    writeFileSync(at('analytics.yaml'), '# Nobody has decided anything yet.\n');
    const lines = Object.entries(ofServer()).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(at('new.env'), lines.join(''), { mode: 0o600 });
    await start({});
    await send(() => chat >= 8);
    await untilRolledUp(service.url);
    await dataOf(service.url, NOTE);
  });

  afterAll(async () => {
    await service.stop();
    await server.stop();
    await home.remove();
  });

  it('is copied only to where nothing else is, and by settings that can be read', async () => {
    writeFileSync(
      at('other.env'),
      `CLICKHOUSE_DATABASE=signalzen\n${Object.entries(ofServer())
        .filter(([name]) => name !== 'CLICKHOUSE_DATABASE')
        .map(([name, value]) => `${name}=${value}`)
        .join('\n')}\n`,
    );
    const occupied = await move({}, '--to', at('other.env'));
    expect(occupied.said).toContain('The database "signalzen" is not empty');
    expect(occupied.code).toBe(1);
    for (const [given, answer] of [
      ['embedded', 'Both are the same'],
      [at('none.env'), 'cannot be read (ENOENT)'],
      [at('analytics.yaml'), 'has no CLICKHOUSE_URL'],
    ] as const) {
      const refused = await move({}, '--to', given);
      expect(refused.said).toContain(answer);
      expect(refused.code).toBe(1);
    }
    const nothing = await move({}, '--from', at('new.env'), '--to', 'embedded');
    expect(nothing.said).toContain('There is nothing to move from the database "moved"');
    expect(nothing.code).toBe(1);
    const dry = done(await move({}, '--to', at('new.env'), '--dry-run'));
    expect(dry).toContain('nothing is there yet');
    expect(
      await rowsAs(server.admin, "SELECT count() AS c FROM system.databases WHERE name = 'moved'"),
    ).toEqual([{ c: 0 }]);
  });

  it('is copied while the service receives, also when that was killed in the middle', async () => {
    const child = spawn(process.execPath, [...builtProgram('move'), '--to', at('new.env')], {
      env: { PATH: process.env['PATH'], ...own() },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    await whileReceiving(sleep(KILLED_AFTER_MS));
    child.kill('SIGKILL');
    await ended;
    const said = done(await whileReceiving(move({}, '--to', at('new.env'))));
    expect(said).toContain('copied to the database "moved"');
    expect(said).toContain('--from embedded --finish');
    expect(said).not.toContain(server.admin.password);
    const early = await move(ofServer(), '--from', 'embedded', '--finish');
    expect(early.said).toContain('A service still works with the embedded ClickHouse');
    expect(early.code).toBe(1);
  });

  it('takes with it what was erased since, and leaves nothing of that', async () => {
    await untilRolledUp(service.url);
    const erase = ['--chat', String(ERASED_CHAT), '--yes'];
    done(await runBuiltCommand('erase', erase, own()));
    const held = "SELECT countIf(NOT is_erased) AS texts FROM moved.deliveries_store WHERE chat_id = '2'";
    expect(await rowsAs(server.admin, held)).not.toEqual([{ texts: 0 }]);
    // What is replaced there is gone only when somebody says so.
    const unmerged = ['max', 'min'].map((room) => `max_bytes_to_merge_at_${room}_space_in_pool = 1`);
    await sqlAs(server.admin, `ALTER TABLE moved.deliveries_store MODIFY SETTING ${unmerged.join(', ')}`);
  });

  it('is used from when it is whole on, with all that came in between, and all numbers', async () => {
    await untilRolledUp(service.url);
    const episodes = await dataOf<{ episodes: object[] }>(service.url, EPISODES);
    const known = sent.length;
    await service.stop();
    await start(ofServer());
    await send(() => true);
    const { status } = await ask(service.url, NOTES);
    expect(status).toBe(503);
    const said = done(await whileReceiving(move(ofServer(), '--from', 'embedded', '--finish')));
    expect(said).toMatch(/moved to the database "moved".*all the same in both/);
    // Before the service has done anything about it.
    const held = `SELECT countIf(NOT is_erased) AS texts, count() > 0 AS any FROM moved.deliveries_store
      WHERE chat_id = '2'`;
    expect(await rowsAs(server.admin, held)).toEqual([{ texts: 0, any: 1 }]);
    expect(sent.length).toBeGreaterThan(known + 5);
    await expectAll();
    const since = await dataOf<{ episodes: object[] }>(service.url, EPISODES);
    expect(since.episodes).toEqual(expect.arrayContaining(episodes.episodes));
    expect(done(await move(ofServer(), '--from', 'embedded', '--finish'))).toContain('That is done already');
  });

  it('is moved back to the embedded ClickHouse in the same way', async () => {
    const occupied = await move(ofServer(), '--to', 'embedded');
    expect(occupied.said).toContain('is not empty');
    expect(occupied.code).toBe(1);
    rmSync(at('data/clickhouse/data'), { recursive: true });
    const said = done(await whileReceiving(move(ofServer(), '--to', 'embedded')));
    expect(said).toContain('no CLICKHOUSE_URL');
    const last = contactOf((chat += 1));
    for (const { body } of last)
      expect((await post(`${service.url}/webhooks/signalzen`, body)).status).toBe(200);
    sent.push(...last);
    await service.stop();
    await start({});
    await send(() => true);
    done(await whileReceiving(move({}, '--from', at('new.env'), '--finish')));
    await expectAll();
    expect(embeddedAccess(at('data')).url.hostname).toBe('127.0.0.1');
  });
});
