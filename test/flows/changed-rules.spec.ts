import type { Settings } from '../../src/platform/config/settings';
import { BreakingClickHouse } from '../support/breaking-clickhouse';
import { partsOf, recordsOf } from '../support/chat-in-parts';
import { embeddedDirectStore, partsOver, rollUpAll, settingsOver } from '../support/embedded-stores';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

/** More than a rebuild has. */
const MAX_STATEMENTS = 80;
/** Before every statement, which takes minutes: with `OVERLAPS=all`. */
const IS_LONG = process.env['OVERLAPS'] === 'all';
const SHORT = ['facts/episodes', 'rebuild/deadlines', 'rebuild/switch', 'none'];
const CHATS = 4;
const FACTS = `
  SELECT account, bucket, thread, kind, ref, at, value, worked, operator, copilot, page, attributes
  FROM facts FINAL ORDER BY ALL`;
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
      isAfter = isChanged;
    }
    expect(turn).toBeGreaterThanOrEqual(IS_LONG ? 20 : SHORT.length);
  }, 300_000);

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

/** Of a chat that was there from the beginning. */
function isOfFirst(row: object): boolean {
  return 'thread' in row && Number(String(row.thread).split('/')[1]) < 100;
}
