import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { answeredByCopilot, partsOf, recordsOf } from '../support/chat-in-parts';
import { changesOf } from '../support/changes-of';
import { embeddedDirectStore, embeddedErasure, partsOver, rollUpAll } from '../support/embedded-stores';
import { StoppedClickHouse } from '../support/stopped-clickhouse';
import type { StoppingPlace } from '../support/stopped-clickhouse';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

/** More than any of the turns has. */
const MAX_STATEMENTS = 24;
/** After so long a process of these tests is taken for dead. */
const LAPSED_MS = 150;
const IDLE_GAP_MS = 24 * 3_600_000;
/** The idle gap is over so long after a chat is stored: a pass is to come up to its facts meanwhile. */
const IDLE_AFTER_MS = 12_000;
const FACTS = `
  SELECT account, bucket, thread, kind, ref, at, value, operator, copilot, page, attributes FROM facts FINAL ORDER BY ALL`;
const EPISODES =
  'SELECT * EXCEPT (version, attributes) FROM episodes_store FINAL ORDER BY account, thread, number';

type Work = (server: TemporaryClickHouse, clickhouse: ClickHouse, chat: number) => Promise<unknown>;

const rollUp: Work = (server, clickhouse) => rollUpAll(server, clickhouse);
const rebuild: Work = (server, clickhouse) => {
  const { used, rebuild: all } = partsOver(server, clickhouse);
  return all.all(used.wanted);
};
const erase: Work = async (server, clickhouse, chat) => {
  const erasure = embeddedErasure(server, clickhouse);
  await erasure.request([{ account: 'default', chatId: String(chat) }], Date.now());
  await erasure.carryOut();
};

const IS_LONG = process.env['OVERLAPS'] === 'all';
/** Where a pass changes what others read. */
const WRITING = ['facts/facts', 'rollups/quarters', 'facts/episodes'] as const;
/** All of them at all statements take minutes: with `OVERLAPS=all`. Else one, where it writes. */
const OVERLAPS: readonly [string, Work, Work, StoppingPlace][] = [
  ['a pass, while another service makes one', rollUp, rollUp, 'before what is fenced'],
  ['a pass that has just done something, while another service makes one', rollUp, rollUp, 'after any'],
  ['a pass, while a rebuild switches', rollUp, rebuild, 'before what is fenced'],
  ['a rebuild, while a service makes a pass', rebuild, rollUp, 'before what is fenced'],
  ['an erasure, while a service makes a pass', erase, rollUp, 'before what is fenced'],
];

describe('A process that is stopped at any of its statements while another one computes', () => {
  let server: TemporaryClickHouse;
  let undisturbed: TemporaryClickHouse;

  beforeAll(async () => {
    [server, undisturbed] = await Promise.all([startTemporaryClickHouse(), startTemporaryClickHouse()]);
  });

  beforeEach(async () => {
    await Promise.all([server.empty(), undisturbed.empty()]);
  });

  afterAll(async () => {
    await Promise.all([server.stop(), undisturbed.stop()]);
  });

  const rows = (where: TemporaryClickHouse, sql: string) =>
    where.clickhouse.queryText<object>(sql, {}, 'look');

  it.each(IS_LONG ? OVERLAPS : OVERLAPS.slice(0, 1))(
    'costs work and no number: %s',
    async (_, work, others, where) => {
      let sequence = 0;
      const stored: object[] = [];
      const store = async (bodies: readonly object[] = []): Promise<void> => {
        await embeddedDirectStore(server).put(recordsOf(bodies, sequence));
        sequence += bodies.length;
        stored.push(...bodies);
      };
      await store(Array.from({ length: MAX_STATEMENTS }, (__, chat) => partsOf(chat)[0] ?? []).flat());
      await rollUpAll(server);

      const statements: string[] = [];
      const stops = IS_LONG ? Array.from({ length: MAX_STATEMENTS }, (__, turn) => turn) : WRITING;
      for (const [turn, stop] of stops.entries()) {
        await store(partsOf(turn)[1]);
        if (work !== rollUp) await rollUpAll(server);
        const stopping = new StoppedClickHouse(where, stop);
        stopping.connectTo(await server.connection.ready());
        const working = work(server, stopping, turn).finally(() => {
          stopping.ended();
        });
        const last = await stopping.stopped;
        if (last === undefined) {
          await working;
          await stopping.close();
          break;
        }
        statements.push(last);
        await store(partsOf(turn)[2]);
        await sleep(LAPSED_MS);
        await others(server, server.clickhouse, turn);
        stopping.goOn();
        await working;
        await stopping.close();
        expect({ last, wrong: await rows(server, WRONG_ROLL_UPS) }).toEqual({ last, wrong: [] });
        expect({ last, changes: await changesOf(server, turn) }).toEqual({ last, changes: [] });
      }
      expect(statements.length).toBeGreaterThanOrEqual(IS_LONG ? 9 : WRITING.length);
      expect(statements).toEqual(expect.arrayContaining([...WRITING]));

      await rollUpAll(server);
      await embeddedDirectStore(undisturbed).put(recordsOf(stored, 0));
      await rollUpAll(undisturbed);
      const isErased = work === erase;
      const withoutAttributes = (found: object[]) => found.map((row) => ({ ...row, attributes: undefined }));
      const facts = await Promise.all([server, undisturbed].map((where) => rows(where, FACTS)));
      const [is, shouldBe] = isErased ? facts.map(withoutAttributes) : facts;
      expect(is).toEqual(shouldBe);
      expect(await rows(server, EPISODES)).toEqual(await rows(undisturbed, EPISODES));
    },
    600_000,
  );

  it('writes nothing any more that time has overtaken while it was stopped', async () => {
    await rollUpAll(server);
    const chat = 500;
    const idleAt = Date.now() + IDLE_AFTER_MS;
    await embeddedDirectStore(server).put(
      recordsOf(answeredByCopilot(chat, idleAt - IDLE_GAP_MS), 0, Date.now()),
    );
    const stopping = new StoppedClickHouse('before what is fenced', 'facts/facts');
    stopping.connectTo(await server.connection.ready());
    const working = rollUpAll(server, stopping);
    expect(await stopping.stopped).toBe('facts/facts');
    const noted = await rows(server, "SELECT kind FROM fact_changes WHERE kind LIKE 'copilot_%'");
    expect(noted).toEqual([{ kind: 'copilot_pending' }]);

    await sleep(Math.max(LAPSED_MS, idleAt - Date.now() + 100));
    await rollUpAll(server);
    stopping.goOn();
    await working;
    await stopping.close();
    expect(await changesOf(server, chat)).toEqual([]);
    expect(await rows(server, WRONG_ROLL_UPS)).toEqual([]);
    const outcomes = await rows(server, "SELECT kind FROM facts FINAL WHERE kind LIKE 'copilot_%'");
    expect(outcomes).toEqual([{ kind: 'copilot_resolved' }]);
  });
});
