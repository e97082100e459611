import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectForCommand } from '../../src/platform/clickhouse/connect-for-command';
import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { RebuildNotes } from '../../src/compute/rollups/rebuild-notes';
import { createLog } from '../../src/platform/logging/log';
import { byOperator, byUser, changed, message } from '../support/ada-and-eve';
import { embeddedDirectStore, embeddedRetention } from '../support/embedded-stores';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { done, runBuiltCommand } from '../support/run-built-command';
import type { CommandOutcome } from '../support/run-built-command';
import { rowsOfAllTables } from '../support/rows-of-all-tables';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { embeddedSettings } from '../support/temporary-clickhouse';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAYS = 90;
/** When the stories of ada-and-eve begin: longer ago than 90 days. */
const LONG_AGO = Date.UTC(2026, 2, 2, 8);
const YESTERDAY = Date.now() - DAY_MS;
const minutesUntil = (time: number) => Math.floor((time - LONG_AGO) / MINUTE_MS);
/** What must be gone of the account `default`, wherever it stood. */
const OLD = /Old (Ada|Hall|talk|answer)|old@ada\.example/;
const user = (id: number, word: string) => ({
  ...{ id, name: `${word} Ada`, email: `${word.toLowerCase()}@ada.example` },
  ...{ last_url: 'https://shop.example/pricing', user_attributes: [{ name: 'home', value: `${word} Hall` }] },
});
/** A chat with all that is counted, in the words of that time. */
const story = (id: number, minute: number, word: string): object[] => [
  changed('created', minute, {
    ...user(id, word),
    created_at: new Date(LONG_AGO + minute * MINUTE_MS).toISOString(),
  }),
  message(minute + id, minute + 1, byUser(user(id, word), `${word} talk`)),
  message(minute + id + 1, minute + 3, byOperator(`${word} answer`), { user: user(id, word) }),
  changed('closed', minute + 9, user(id, word)),
];

describe('Texts that are kept for some days', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let numbers: unknown;
  let environment: Record<string, string>;
  let segment = 70n;

  const command = (name: string, ...given: string[]): Promise<CommandOutcome> =>
    runBuiltCommand(name, given, {
      ...{ DATA_DIR: dataDir.path, SIGNALZEN_API_SECRET: SECRET, API_TOKEN: TOKEN },
      ...environment,
    });
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
  /** As a drain does with deliveries that were received two hours after a time. */
  const store = async (account: string, receivedAt: number, bodies: readonly object[]): Promise<void> => {
    segment += 1n;
    const records = bodies.map((body, index) => ({
      ...{
        segmentId: segment,
        sequence: index + 1,
        account,
        receivedAt: receivedAt + 2 * HOUR_MS + index,
        occurrence: 0n,
      },
      body: Buffer.from(JSON.stringify(body)),
    }));
    await withClickHouse((clickhouse) =>
      embeddedDirectStore({ clickhouse, dataDir: dataDir.path }).put(records),
    );
    await untilRolledUp(service.url);
  };
  const counted = () =>
    dataOf(
      service.url,
      `{ stats(from: "2026-01-01", to: "2100-01-01", granularity: MONTH, fill: false, groupBy: [ACCOUNT, OPERATOR, PAGE]) { time account operator page
        chatsStarted episodesStarted episodesClosed messagesVisitor messagesOperator firstResponseSecondsAvg } }`,
    );
  const contactsOf = async (home: string): Promise<string[]> => {
    const query = `{ episodes(from: "2026-01-01", to: "2100-01-01", filter: { attributes: [{ name: "home", values: ["${home}"] }] }) { account chatId number } }`;
    const { episodes } = await dataOf<{ episodes: { account: string; chatId: string; number: number }[] }>(
      service.url,
      query,
    );
    return episodes.map(({ account, chatId, number }) => `${account} ${chatId} ${number}`);
  };
  /** Rows that say anything old in whichever column, also those that newer ones replace, by table and account. */
  const oldWords = (): Promise<string[]> =>
    withClickHouse(async (clickhouse) => {
      const saying = (await rowsOfAllTables(clickhouse)).filter(({ row }) => OLD.test(row));
      const found = saying.map(({ table, row }) => `${table} ${row.includes('"shop"') ? 'shop' : 'default'}`);
      return [...new Set(found)].toSorted();
    });
  const erasedSegments = (): Promise<string[]> =>
    withClickHouse(async (clickhouse) => {
      const sql = 'SELECT DISTINCT segment_id FROM erased_segments ORDER BY segment_id';
      const rows = await clickhouse.queryText<{ segment_id: string }>(sql, {}, 'segments');
      return rows.map(({ segment_id }) => segment_id);
    });
  const HOLDERS = ['deliveries_store', 'episodes_store', 'facts', 'thread_events'];
  const all = (account: string) => HOLDERS.map((table) => `${table} ${account}`);

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    environment = { SIGNALZEN_API_SECRET_SHOP: 'another-secret-as-shown-in-the-console' };
    service = await RunningService.start({ dataDir: dataDir.path, environment });
    await untilRolledUp(service.url);
    await store('default', LONG_AGO, [...story(11, 0, 'Old'), ...story(12, 60, 'Old')]);
    await store('shop', LONG_AGO, story(11, 0, 'Old'));
    await store('default', YESTERDAY, story(12, minutesUntil(YESTERDAY), 'New').slice(1));
    numbers = await counted();
    await service.stop();
    const rules = join(dataDir.path, 'analytics.yaml');
    await writeFile(rules, 'accounts: { shop: { retention: { textsDays: forever } } }\n');
    environment = { ...environment, RETENTION_TEXTS_DAYS: String(DAYS), CONFIG_FILE: rules };
    service = await RunningService.start({ dataDir: dataDir.path, environment });
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('are announced by the service before any goes', async () => {
    const isSaid = () => service.lastLines.some((line) => /"account":"default".*will be removed/.test(line));
    for (const end = Date.now() + MINUTE_MS; !isSaid() && Date.now() < end;) await sleep(100);
    expect(isSaid()).toBe(true);
    expect(await oldWords()).toEqual([...all('default'), ...all('shop')].toSorted());
    expect(
      (await dataOf<{ freshness: object }>(service.url, '{ freshness { kept { account } } }')).freshness,
    ).toEqual({
      kept: [],
    });
  });

  it('are counted by a preview that changes nothing', async () => {
    const said = done(await command('retention', '--dry-run'));
    expect(said).toMatch(
      /^account default, texts: kept for 90 days, which is since \d{4}-\d\d-\d\dT00:00:00\.000Z$/m,
    );
    expect(said).toMatch(
      /^ {2}8 deliveries with \d{4} bytes of texts, received 2026-03-02T10:00:00\.000Z to 2026-03-02T10:00:00\.007Z$/m,
    );
    expect(said).not.toContain('shop');
    expect(said).toContain('Nothing was removed.');
    expect(await oldWords()).toHaveLength(8);
  });

  it('are gone from everywhere after a removal that was broken off and taken up, and every number is what it was', async () => {
    await withClickHouse(async (clickhouse) => {
      const retention = embeddedRetention({ clickhouse, dataDir: dataDir.path }, { texts: DAYS });
      const [limit] = await retention.limits();
      const stop = new AbortController();
      if (limit === undefined) throw new Error('there is no limit');
      const onProgress = (): void => {
        stop.abort();
      };
      await retention.remove(limit, { announcedAt: new Date(), signal: stop.signal, onProgress });
    });
    const left = ['episodes_store default', 'facts default', 'thread_events default'];
    expect(await oldWords()).toEqual([...left, ...all('shop')].toSorted());
    // Tables that a rebuild fills would get a copy.
    await withClickHouse(async (clickhouse) => {
      const rebuild = new RebuildNotes(clickhouse).begin(99n, 1);
      const waited = await command('retention');
      await rebuild.end();
      expect(waited).toMatchObject({
        code: 1,
        said: expect.stringContaining('are being recomputed') as string,
      });
    });
    expect(await oldWords()).toEqual([...left, ...all('shop')].toSorted());
    const said = done(await command('retention'));
    expect(said).toContain('removed: texts of 0 deliveries, attributes of 2 chats');
    expect(await oldWords()).toEqual(all('shop').toSorted());
    expect(await counted()).toEqual(numbers);
    // Receivers clean their files of these, and of no others.
    expect(await erasedSegments()).toEqual(['71']);
    expect((await command('retention')).said).toContain(
      'removed: texts of 0 deliveries, attributes of 0 chats',
    );
  });

  it('stay where they are younger, or where the rules say so', async () => {
    expect(await contactsOf('New Hall')).toEqual(['default 12 2']);
    expect(await contactsOf('Old Hall')).toEqual(['shop 11 1']);
    const query = `{ chatEvents(account: "default", chatId: "12") { text payload } }`;
    const { chatEvents } = await dataOf<{ chatEvents: { text: string | null; payload: string | null }[] }>(
      service.url,
      query,
    );
    expect(chatEvents.map(({ text }) => text)).toEqual([
      ...[null, null, null, null],
      ...['New talk', 'New answer', null],
    ]);
    expect(chatEvents.map(({ payload }) => payload !== null)).toEqual([
      ...[false, false, false, false],
      ...[true, true, true],
    ]);
  });

  it('are said to be gone, of each account', async () => {
    const since = new Date((Math.floor(Date.now() / DAY_MS) - DAYS) * DAY_MS).toISOString();
    expect(await dataOf(service.url, '{ freshness { kept { account textsSince } } }')).toEqual({
      freshness: { kept: [{ account: 'default', textsSince: since }] },
    });
  });

  it('go again when they come late, while all of it is counted', async () => {
    await store('default', LONG_AGO + DAY_MS, story(13, 1440, 'Old'));
    const withLate = await counted();
    expect(withLate).not.toEqual(numbers);
    // The service looks at its start, and then every hour.
    await service.stop();
    service = await RunningService.start({ dataDir: dataDir.path, environment });
    const isSaid = () =>
      service.lastLines.some((line) => /"deliveries":4,"chats":1,.*removed texts/.test(line));
    for (const end = Date.now() + MINUTE_MS; !isSaid() && Date.now() < end;) await sleep(100);
    expect(isSaid()).toBe(true);
    expect(await oldWords()).toEqual(all('shop').toSorted());
    expect(await counted()).toEqual(withLate);
    expect(await erasedSegments()).toEqual(['71', '74']);
    expect((await command('rebuild')).code).toBe(0);
    expect(await counted()).toEqual(withLate);
    expect(await oldWords()).toEqual(all('shop').toSorted());
  });
});
