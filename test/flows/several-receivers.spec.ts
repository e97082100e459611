import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import pino from 'pino';
import { readConnectionFile } from '../../src/platform/clickhouse/embedded/connection-file';
import { checkReceivers } from '../../src/operate/doctor/check-receivers';
import { testJobs } from '../../src/platform/jobs/testing/test-jobs';
import type { Spool } from '../../src/receive/spool/spool';
import type { SpoolRecord } from '../../src/receive/spool/spool-record';
import { Receivers } from '../../src/store/cleaning/receivers';
import { OwnIdentity } from '../../src/store/receivers/own-identity';
import { ReceiverReports } from '../../src/store/receivers/receiver-reports';
import { cellsOf } from '../reference/cells';
import { chatOf } from '../reference/chat-of';
import { historiesOf } from '../reference/history';
import type { History } from '../reference/history';
import { removeDuplicates } from '../reference/remove-duplicates';
import { embeddedDirectStore, embeddedRollUp } from '../support/embedded-stores';
import { dataOf } from '../support/graphql-client';
import { environmentOf } from '../support/odd-accounts';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { ALL_SELECTION, allStatsOf, withoutPercentiles } from '../support/stats-of-reference';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { inOrderOfReceipt, spoolOf, takenByTwo } from '../support/two-receivers';
import { WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

/** Another one with `HISTORY_SEED`. */
const SEED = Number(process.env['HISTORY_SEED'] ?? 20_261_130);
/** More of them take minutes: `HISTORIES=60`. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 12);
const DAY_MS = 86_400_000;
const START = Math.floor(Date.now() / DAY_MS) * DAY_MS - 6 * DAY_MS;
const DAYS = 5;
const accounts = Array.from({ length: HISTORIES }, (_, index) => `case${index}`);
const AWAY = '6f1c1f0e-0000-4000-8000-00000000000a';
const RANGE = `from: "${new Date(START).toISOString()}", to: "${new Date(START + DAYS * DAY_MS).toISOString()}"`;
const NO_LOSSES = { refused: 0, lastRefusedAt: null };
const REPORTED = `
  INSERT INTO receiver_states (receiver, start, reported_at, is_stopped)
  SELECT generateUUIDv4(number), generateUUIDv4(number + 2), now64(3), true FROM numbers(2)`;

type Row = Record<string, unknown> & { account: string };

/** Two receivers take the events of an account as a load balancer gives them out, some of them both. */
describe('Several receivers', () => {
  const [[histories, drains] = [[], []]] = fc.sample(
    fc.tuple(
      fc.tuple(...accounts.map((account) => takenByTwo(account, START + 60_000))),
      fc.array(
        fc.record({ receiver: fc.nat(1), most: fc.integer({ min: 1, max: 400 }), isPassed: fc.nat(2) }),
        {
          minLength: 400,
          maxLength: 400,
        },
      ),
    ),
    { numRuns: 1, seed: SEED },
  );
  const received = inOrderOfReceipt(histories.flat());
  let server: TemporaryClickHouse;
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  /** Each in its own order, and either behind the other by any number of deliveries; with passes in between. */
  async function drainAndRollUp(): Promise<void> {
    const spools = [0, 1].map((receiver) => spoolOf(receiver, received));
    const store = embeddedDirectStore(server);
    const rollUp = embeddedRollUp(server);
    for (const { receiver, most, isPassed } of drains) {
      const [spool, other] = [spools[receiver] as SpoolRecord[], spools[1 - receiver] as SpoolRecord[]];
      const batch = (spool.length > 0 ? spool : other).splice(0, most);
      if (batch.length === 0) break;
      await store.put(batch);
      if (isPassed === 0) await rollUp.rollUpPending();
    }
    expect(spools.flat()).toEqual([]);
    await rollUp.rollUpPending();
  }

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
    await server.clickhouse.commandText(REPORTED, {}, 'two receivers');
    await drainAndRollUp();
    const { httpPort, service: login } = readConnectionFile(server.dataDir) ?? {};
    dataDir = await temporaryDataDir();
    service = await RunningService.start({
      dataDir: dataDir.path,
      environment: {
        ...environmentOf(accounts),
        ...{ ROLES: 'serve', CLICKHOUSE_URL: `http://127.0.0.1:${httpPort}` },
        CLICKHOUSE_DATABASE: TEST_DATABASE,
        ...{ CLICKHOUSE_USER: login?.user ?? '', CLICKHOUSE_PASSWORD: login?.password ?? '' },
      },
    });
  });

  afterAll(async () => {
    await service.stop();
    await server.stop();
    await dataDir.remove();
  });

  it('name an event without a time once, and two of them twice, as one receiver of everything does', async () => {
    const found = await server.clickhouse.queryText<{ account: string; events: string }>(
      `SELECT account, uniqExact(event_id) AS events FROM deliveries WHERE chat_id != '' AND event_type LIKE 'user.%'
       GROUP BY account`,
      {},
      'look',
    );
    const eventsOf = new Map(found.map(({ account, events }) => [account, Number(events)]));
    const expected = accounts.map((account) => [
      account,
      removeDuplicates(received.filter((one) => one.account === account)).filter(
        ({ envelope }) => chatOf(envelope) !== undefined && envelope.eventType.startsWith('user.'),
      ).length,
    ]);
    expect(accounts.map((account) => [account, eventsOf.get(account)])).toEqual(expected);
  });

  it('count as the definitions do, whichever of them took what, and whichever was drained first', async () => {
    expect(await server.clickhouse.queryText(WRONG_ROLL_UPS, {}, 'look')).toEqual([]);
    const query = `{ stats(${RANGE}, granularity: DAY, groupBy: [ACCOUNT, OPERATOR, COPILOT], fill: false,
      limit: 100000) { account time operator copilot ${ALL_SELECTION} } }`;
    const { stats } = await dataOf<{ stats: Row[] }>(service.url, query);
    const reference = historiesOf(received);
    const edges = Array.from({ length: DAYS + 1 }, (_, day) => START + day * DAY_MS);
    for (const account of accounts) {
      const cells = cellsOf(reference.get(account) as History, { edges, groupBy: ['operator', 'copilot'] });
      const expected = cells.map(({ time, group, measures }) => ({
        account,
        time: new Date(time).toISOString(),
        ...group,
        ...allStatsOf(measures),
      }));
      expect(expected.length).toBeGreaterThan(0);
      expect(stats.filter((row) => row.account === account).map(withoutPercentiles)).toEqual(expected);
    }
  });

  it('may lack in all numbers what one has that is away, from its last report on, until it is forgotten', async () => {
    const look = async () => {
      // Reports are kept for two seconds.
      await sleep(2_100);
      return dataOf<{ freshness: { eventsOnDisk: number | null }; stats: { incomplete: boolean }[] }>(
        service.url,
        `{ freshness { eventsOnDisk } stats(${RANGE}, granularity: DAY) { incomplete } }`,
      );
    };
    const before = await look();
    expect(before.freshness.eventsOnDisk).toBe(0);
    expect(before.stats.map(({ incomplete }) => incomplete)).toEqual(Array<boolean>(DAYS).fill(false));
    await server.clickhouse.commandText(
      `INSERT INTO receiver_states (receiver, start, host, reported_at, waiting, oldest_at)
       SELECT '${AWAY}', generateUUIDv4(), 'gone', now64(3) - INTERVAL 1 MINUTE, 1,
         fromUnixTimestamp64Milli(${START + 1.5 * DAY_MS})`,
      {},
      'one is away',
    );
    const away = await look();
    expect(away.freshness.eventsOnDisk).toBeNull();
    const isIncomplete = Array.from({ length: DAYS }, (_, day) => day > 0);
    expect(away.stats.map(({ incomplete }) => incomplete)).toEqual(isIncomplete);
    const [finding] = await checkReceivers(server.clickhouse);
    expect(finding).toMatchObject({ level: 'warn', text: expect.stringContaining(AWAY) as unknown });
    await new Receivers(server.clickhouse).forget(AWAY);
    expect(await look()).toEqual(before);
  });

  it('are two where the directory of one was copied, and the copy is used beside it', async () => {
    const own = await temporaryDataDir();
    const identity = new OwnIdentity({ dataDir: own.path });
    const { receiver } = await identity.get();
    const jobs = testJobs();
    const added = jest.spyOn(jobs, 'add');
    const spool = { stats: () => ({ pendingRecords: 0, waitingRecords: 0 }) } as unknown as Spool;
    const errors: string[] = [];
    const log = pino({}, { write: (line) => errors.push(line) });
    new ReceiverReports(server.clickhouse, spool, identity, { current: NO_LOSSES }, jobs, log);
    const report = added.mock.calls[0]?.[0].run as () => Promise<void>;
    await report();
    expect((await identity.get()).receiver).toBe(receiver);
    // One that ended has reported before; the other, which goes on, reports again.
    const other = (started: string, reported: string) =>
      server.clickhouse.commandText(
        `INSERT INTO receiver_states (receiver, start, host, started_at, reported_at)
         SELECT '${receiver}', toUUID('${AWAY}'), 'elsewhere', now64(3) ${started}, now64(3) ${reported}`,
        {},
        'another',
      );
    await other('- INTERVAL 1 HOUR', '- INTERVAL 1 MINUTE');
    await report();
    expect((await identity.get()).receiver).toBe(receiver);
    await other('- INTERVAL 1 HOUR', '+ INTERVAL 6 SECOND');
    await report();
    const renewed = await new OwnIdentity({ dataDir: own.path }).get();
    expect(renewed.receiver).not.toBe(receiver);
    expect(await identity.get()).toEqual(renewed);
    expect(errors.join()).toContain('This data directory is a copy');
    await own.remove();
  });
});
