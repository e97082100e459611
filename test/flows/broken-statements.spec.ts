import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { BreakingClickHouse } from '../support/breaking-clickhouse';
import { partsOf, recordsOf } from '../support/chat-in-parts';
import { embeddedDirectStore, embeddedErasure, rollUpAll, sumUpFacets } from '../support/embedded-stores';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { WRONG_FACET_SUMS, WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

/** More than a pass has. */
const MAX_STATEMENTS = 60;
/** At every statement, which takes minutes: with `OVERLAPS=all`. */
const STEP = process.env['OVERLAPS'] === 'all' ? 1 : 12;

describe('What breaks off after any of its statements', () => {
  let server: TemporaryClickHouse;
  let sequence = 0;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });

  beforeEach(async () => {
    await server.empty();
    sequence = 0;
  });

  afterAll(async () => {
    await server.stop();
  });

  const rows = <Row>(sql: string) => server.clickhouse.queryText<Row>(sql, {}, 'look');

  async function store(bodies: readonly object[]): Promise<void> {
    await embeddedDirectStore(server).put(recordsOf(bodies, sequence));
    sequence += bodies.length;
  }

  /** Does the work until it breaks off, and then once more in a fresh start. @returns whether it broke off */
  async function breakOff(
    work: (clickhouse: ClickHouse) => Promise<unknown>,
    breaksBefore: (statements: number, next: string) => boolean,
  ): Promise<boolean> {
    const breaking = new BreakingClickHouse(breaksBefore);
    breaking.connectTo(await server.connection.ready());
    const outcome = await work(breaking).catch((error: unknown) => error);
    await breaking.close();
    await work(server.clickhouse);
    if (outcome instanceof Error) expect(outcome.message).toContain('broken off before');
    return outcome instanceof Error;
  }

  const wrongRollUps = async () => [
    ...(await rows<object>(WRONG_ROLL_UPS)),
    ...(await rows<object>(WRONG_FACET_SUMS)),
  ];

  it('a pass of the roll-up job leaves roll-ups that are what the facts sum up to', async () => {
    for (let chat = 0; chat < MAX_STATEMENTS; chat += 1) await store(partsOf(chat)[0] ?? []);
    await rollUpAll(server);
    let turn = 0;
    for (let isBroken = true; isBroken; turn += STEP) {
      expect(turn).toBeLessThan(MAX_STATEMENTS);
      await store(partsOf(turn)[1] ?? []);
      await sumUpFacets(server);
      isBroken = await breakOff(
        (clickhouse) => rollUpAll(server, clickhouse),
        (statements) => statements === turn,
      );
      expect([turn, await wrongRollUps()]).toEqual([turn, []]);
    }
    expect(turn).toBeGreaterThan(15);
    const [counted] = await rows<object>(
      "SELECT count() AS messages FROM facts FINAL WHERE kind = 'message_visitor'",
    );
    expect(counted).toEqual({ messages: String(MAX_STATEMENTS + turn / STEP) });
  }, 300_000);

  it('an erasure leaves nothing of the person, and the same numbers', async () => {
    const steps = ['deliveries', 'thread_events', 'former_facts', 'former_episodes', 'finish'];
    const statements = [...steps.map((step) => `erasure/${step}`), 'facts/facts', 'rollups/coarser'];
    for (let chat = 0; chat <= statements.length; chat += 1) await store(partsOf(chat).flat());
    await rollUpAll(server);
    const numbers = () =>
      rows<object>(
        'SELECT kind, count() AS facts, sum(value) AS total FROM facts FINAL GROUP BY kind ORDER BY kind',
      );
    const before = await numbers();
    for (const [chat, statement] of statements.entries()) {
      await sumUpFacets(server);
      const summed = () => rows<object>(`SELECT DISTINCT item FROM facet_sums WHERE item = 'of Ada ${chat}'`);
      expect(await summed()).toHaveLength(1);
      await embeddedErasure(server).request([{ account: 'default', chatId: String(chat) }], Date.now());
      const isBroken = await breakOff(
        (clickhouse) => embeddedErasure(server, clickhouse).carryOut(),
        (_, next) => next === statement,
      );
      const left = await Promise.all(
        ['deliveries_store', 'thread_events', 'facts', 'episodes_store'].map((table) =>
          rows<object>(
            `SELECT * FROM ${table} WHERE thread = 'chat/${chat}' AND position(toJSONString(tuple(*)), 'Ada') > 0`,
          ),
        ),
      );
      left.push(await summed());
      expect({ statement, isBroken, left: left.flat() }).toEqual({ statement, isBroken: true, left: [] });
      expect(await wrongRollUps()).toEqual([]);
      expect(await numbers()).toEqual(before);
    }
    const [others] = await rows<object>(
      "SELECT groupUniqArray(chat_id) AS chats FROM deliveries_store WHERE position(body, 'Ada') > 0",
    );
    expect(others).toEqual({ chats: [String(statements.length)] });
  });
});
