import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { readConnectionFile } from '../../src/platform/clickhouse/embedded/connection-file';
import type { SqlName } from '../../src/platform/clickhouse/sql-files';
import type { Settings } from '../../src/platform/config/settings';
import { BreakingClickHouse } from '../support/breaking-clickhouse';
import { partsOf, recordsOf } from '../support/chat-in-parts';
import {
  embeddedDirectStore,
  embeddedErasure,
  partsOver,
  rollUpAll,
  settingsOver,
  sumUpFacets,
} from '../support/embedded-stores';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { reportFile } from '../support/report-client';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { WRONG_FACET_SUMS, WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

/** More than a rebuild has. */
const MAX_STATEMENTS = 80;
/** Before every statement, which takes minutes: with `OVERLAPS=all`. */
const IS_LONG = process.env['OVERLAPS'] === 'all';
const SHORT = ['facts/episodes', 'rebuild/switch', 'none'];
const CHATS = 4;
const SWITCHES = IS_LONG ? 20 : 1;
/** Of what shapes numbers, in as many statements as there are fields. */
const EVERYTHING = `{
  a: stats(from: "2026-03-01", to: "2026-03-05", granularity: HOUR) { time episodesStarted messagesCopilot }
  chatEvents(chatId: "1") { author }
  episodes(from: "2026-03-01", to: "2026-03-05") { chatId number messagesCopilot }
  explain(measure: "episodesStarted", from: "2026-03-01", to: "2026-03-05") { value episodeIdleGapSeconds }
  b: stats(from: "2026-03-01", to: "2026-03-05", granularity: TOTAL) { episodesStarted messagesCopilot }
}`;
const EPISODES_REPORT = 'episodes.ndjson?from=2026-03-01&to=2026-03-05';
/** After its first rows, or where numbers switch again and again. */
const BROKEN_OFF = /terminated|503/;
const REBUILD = '{ freshness { rebuildDue numbersMixed rebuild { chats } } }';
const FACTS = 'SELECT * EXCEPT version FROM facts FINAL ORDER BY account, bucket, thread, kind, ref';
const EPISODES = 'SELECT * EXCEPT version FROM episodes_store FINAL ORDER BY account, thread, number';

describe('Numbers whose rules have changed', () => {
  let server: TemporaryClickHouse;
  let [former, changed]: Settings[] = [];
  let sequence = 0;

  beforeEach(async () => {
    server = await startTemporaryClickHouse();
    former = settingsOver(server);
    changed = { ...former, episodeIdleGapSeconds: 600, copilotIds: [{ account: undefined, id: '1' }] };
    sequence = 0;
    await store(Array.from({ length: CHATS }, (_, chat) => partsOf(chat).flat()).flat());
    await rollUpAll(server);
  });

  afterEach(async () => {
    await server.stop();
  });

  const rows = (sql: string) => server.clickhouse.queryText<object>(sql, {}, 'look');
  const store = async (bodies: readonly object[]): Promise<void> => {
    await embeddedDirectStore(server).put(recordsOf(bodies, sequence));
    sequence += bodies.length;
  };
  const numbers = async () => ({ facts: await rows(FACTS), episodes: await rows(EPISODES) });
  const rebuildBy = async (settings: Settings | undefined, clickhouse = server.clickhouse) => {
    const { used, rebuild } = partsOver(server, clickhouse, settings);
    return rebuild.all(used.wanted);
  };
  const leftovers = () => rows("SELECT name FROM system.tables WHERE match(name, '_[0-9]{6,}$')");

  it('are all former ones or all changed ones, wherever a rebuild breaks off', async () => {
    const before = await numbers();
    await rebuildBy(changed);
    const after = await numbers();
    expect(after).not.toEqual(before);
    expect(await rows(WRONG_ROLL_UPS)).toEqual([]);
    await rebuildBy(former);
    expect(await numbers()).toEqual(before);

    let [isAfter, turn] = [false, 0];
    for (let isBroken = true; isBroken; turn += 1) {
      expect(turn).toBeLessThan(MAX_STATEMENTS);
      await sumUpFacets(server);
      const breaking = new BreakingClickHouse((statements, next) =>
        IS_LONG ? statements === turn : next === SHORT[turn],
      );
      breaking.connectTo(await server.connection.ready());
      isBroken = await rebuildBy(isAfter ? former : changed, breaking).then(
        () => false,
        () => true,
      );
      await breaking.close();
      // What comes in is of the same rules as everything before it.
      await store(partsOf(100 + turn).flat());
      await rollUpAll(server);
      const now = await numbers();
      const known = { facts: now.facts.filter(isOfFirst), episodes: now.episodes.filter(isOfFirst) };
      const isChanged = JSON.stringify(known) === JSON.stringify(after);
      expect({ turn, known }).toEqual({ turn, known: isChanged ? after : before });
      expect(await rows(WRONG_ROLL_UPS)).toEqual([]);
      expect(await rows(WRONG_FACET_SUMS)).toEqual([]);
      isAfter = isChanged;
    }
    expect(turn).toBeGreaterThanOrEqual(IS_LONG ? 20 : SHORT.length);
  }, 300_000);

  it('hold what comes in and forget who is erased while they are computed', async () => {
    const erased = "thread = 'chat/1' AND position(toJSONString(tuple(*)), 'of Ada') > 0";
    const around = new MeanwhileClickHouse('rebuild/dirty_buckets', async () => {
      await store([...(partsOf(2)[1] ?? []), ...partsOf(50).flat()]);
      await rollUpAll(server);
      await embeddedErasure(server).request([{ account: 'default', chatId: '1' }], Date.now());
      await embeddedErasure(server).carryOut();
    });
    around.connectTo(await server.connection.ready());
    const { used, rebuild } = partsOver(server, around, changed);
    const steps: string[] = [];
    const onProgress = ({ step }: { step: string }) => steps.push(step);
    await rebuild.all(used.wanted, { onProgress, fewChats: 0 });
    await around.close();
    expect(steps.filter((step) => step === 'catching up').length).toBeGreaterThan(1);
    const found = await numbers();
    expect(JSON.stringify(found.facts)).toContain('chat/50');
    expect(await rows(WRONG_ROLL_UPS)).toEqual([]);
    for (const table of ['facts', 'episodes_store'])
      expect(await rows(`SELECT * FROM ${table} WHERE ${erased}`)).toEqual([]);
    await rebuildBy(changed);
    expect(await numbers()).toEqual(found);
  }, 60_000);

  it('are answered all by the same rules, however often they switch while they are asked for', async () => {
    const connection = readConnectionFile(server.dataDir);
    const dataDir = await temporaryDataDir();
    const service = await RunningService.start({
      dataDir: dataDir.path,
      environment: {
        CLICKHOUSE_URL: `http://127.0.0.1:${connection?.httpPort}`,
        CLICKHOUSE_USER: connection?.service.user ?? '',
        CLICKHOUSE_PASSWORD: connection?.service.password ?? '',
      },
    });
    try {
      await untilRolledUp(service.url);
      const asked = async () => JSON.stringify(await dataOf<object>(service.url, EVERYTHING));
      const reported = () =>
        reportFile(service.url, EPISODES_REPORT).then(String, (error: unknown) =>
          BROKEN_OFF.test(String(error)) ? 'broken off' : String(error),
        );
      const askers = [asked, asked, reported];
      const known = [await Promise.all(askers.map((ask) => ask()))];
      await rebuildBy(changed);
      known.push(await Promise.all(askers.map((ask) => ask())));
      expect(new Set(known.flat()).size).toBe(4);
      let isOver = false;
      const answers = askers.map(async (ask) => {
        const counts = new Map<string, number>();
        while (!isOver) {
          const answer = await ask();
          counts.set(answer, (counts.get(answer) ?? 0) + 1);
        }
        return counts;
      });
      for (let round = 0; round < SWITCHES; round += 1) {
        await rebuildBy(former);
        await rebuildBy(changed);
      }
      isOver = true;
      for (const [asker, counts] of (await Promise.all(answers)).entries()) {
        const possible = new Set([...known.map((all) => all[asker]), 'broken off']);
        expect([...counts.keys()].filter((answer) => !possible.has(answer))).toEqual([]);
        expect(counts.size).toBeGreaterThan(1);
      }
      const { freshness } = await dataOf<{ freshness: object }>(service.url, REBUILD);
      expect(freshness).toEqual({ rebuildDue: true, numbersMixed: false, rebuild: null });
    } finally {
      await service.stop();
      await dataDir.remove();
    }
  }, 120_000);

  it('are made all changed ones where ClickHouse ended while tables changed places', async () => {
    const breaking = new BreakingClickHouse((_, next) => next === 'rebuild/switch');
    breaking.connectTo(await server.connection.ready());
    await expect(rebuildBy(changed, breaking)).rejects.toThrow('broken off before rebuild/switch');
    await breaking.close();
    const [table] = (await rows("SELECT name FROM system.tables WHERE match(name, '^rollups_[0-9]+$')")) as {
      name: string;
    }[];
    await server.clickhouse.command('rebuild/exchange', { one: 'rollups', other: table?.name ?? '' });
    await rollUpAll(server);
    expect(await rows(WRONG_ROLL_UPS)).toEqual([]);
    const finished = await numbers();
    expect(await partsOver(server, server.clickhouse, changed).used.isRebuildDue()).toBe(false);
    // Whose they are has not been heard of for long.
    await server.clickhouse.commandText('TRUNCATE TABLE rebuilds', {}, 'forget rebuilds');
    expect(await leftovers()).toHaveLength(3);
    await partsOver(server, server.clickhouse, changed).rebuild.clear();
    expect(await leftovers()).toEqual([]);
    await rebuildBy(changed);
    expect(await numbers()).toEqual(finished);
    expect(await leftovers()).toEqual([]);
  });
});

/** The database of a process beside which something else happens, before one of its statements. */
class MeanwhileClickHouse extends ClickHouse {
  constructor(
    private readonly place: SqlName,
    private meanwhile: (() => Promise<void>) | undefined,
  ) {
    super(TEST_DATABASE);
  }

  override async commandText(...given: Parameters<ClickHouse['commandText']>): Promise<void> {
    const { meanwhile } = this;
    if (given[2] === this.place && meanwhile !== undefined) {
      this.meanwhile = undefined;
      await meanwhile();
    }
    await super.commandText(...given);
  }
}

/** Of a chat that was there from the beginning. */
function isOfFirst(row: object): boolean {
  return 'thread' in row && Number(String(row.thread).split('/')[1]) < 100;
}
