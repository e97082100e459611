import { LeaseTable } from '../../src/compute/lease/lease-table';
import { DueWork } from '../../src/compute/rollups/due-work';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import type { Log } from '../../src/platform/logging/log';
import { PendingRanges } from '../../src/store/pending-ranges/pending-ranges';
import { partsOf, recordsOf } from '../support/chat-in-parts';
import { embeddedDirectStore, embeddedRollUp } from '../support/embedded-stores';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

/** As if the rules of deadlines did not agree with those of numbers: whatever is computed is due again at once. */
class Disagreeing extends ClickHouse {
  computed = 0;

  override async commandText(...[sql, parameters, name, options]: Parameters<ClickHouse['commandText']>) {
    await super.commandText(sql, parameters, name, options);
    if (name !== 'facts/episodes') return;
    this.computed += 1;
    const due = 'SELECT * REPLACE (now64(3) - INTERVAL 1 DAY AS due_at) FROM episodes_store FINAL';
    await super.commandText(`INSERT INTO episodes_store ${due}`, {}, 'disagree');
    const deadline = 'SELECT DISTINCT now64(3), account, thread, false FROM episodes_store';
    await super.commandText(`INSERT INTO deadlines ${deadline}`, {}, 'disagree');
  }
}

const NOTHING = { arePending: false, areAnyDeadlines: false, isUnfinished: false };
const RANGE = { segmentId: 1n, firstSequence: 1n, lastSequence: 9n, deliveries: 9 };
const SESSION = { session: 'one', waitsMs: 0 };

describe('What is due to be computed', () => {
  let server: TemporaryClickHouse;
  let dueWork: DueWork;
  let startedAt: number;

  const due = async () => {
    const { nowMs, quietMs, ...rest } = await dueWork.look(startedAt, 10_000);
    expect(nowMs).toBeGreaterThanOrEqual(startedAt);
    expect(quietMs).toBe(10_000);
    // The small question answers the same.
    expect(await dueWork.arePending()).toBe(rest.arePending);
    return rest;
  };
  const execute = (sql: string) => server.clickhouse.commandText(sql, {}, 'change');

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
    dueWork = new DueWork(server.clickhouse);
    startedAt = (await dueWork.look(0, 10_000)).nowMs;
  });
  afterAll(() => server.stop());

  it('is nothing where nothing was stored', async () => {
    expect(await due()).toEqual(NOTHING);
  });

  it('is a range that any process has listed, until it is settled, and settled once more', async () => {
    await new PendingRanges(server.clickhouse).add(RANGE);
    expect(await due()).toEqual({ ...NOTHING, arePending: true });
    const settle =
      'INSERT INTO pending_ranges SELECT listing, segment_id, first_sequence, last_sequence, deliveries, -1 FROM pending_ranges LIMIT 1 BY listing';
    await execute(settle);
    expect(await due()).toEqual(NOTHING);
    await execute(settle);
    expect(await due()).toEqual(NOTHING);
    await new PendingRanges(server.clickhouse).add(RANGE);
    expect(await due()).toEqual({ ...NOTHING, arePending: true });
    await execute('TRUNCATE TABLE pending_ranges');
  });

  it('is an episode whose deadline has passed since it was last looked for, not one to come or before', async () => {
    const deadline = (when: string) =>
      execute(`INSERT INTO deadlines (due_at, account, thread) SELECT ${when}, 'default', 'chat/1'`);
    await deadline('now64(3) + INTERVAL 1 HOUR');
    await deadline(`fromUnixTimestamp64Milli(${startedAt}) - INTERVAL 1 HOUR`);
    expect(await due()).toEqual(NOTHING);
    await deadline('now64(3)');
    expect(await due()).toEqual({ ...NOTHING, areAnyDeadlines: true });
    await execute('TRUNCATE TABLE deadlines');
  });

  it('is nothing until a deadline to come, and says how long that is', async () => {
    const now = (await dueWork.look(startedAt, 10_000)).nowMs;
    for (const inMs of [-1, 30_000, 40_000]) {
      await execute(
        `INSERT INTO deadlines (due_at, account, thread) SELECT fromUnixTimestamp64Milli(${now + inMs}), 'default', 'chat/1'`,
      );
    }
    const { areAnyDeadlines, nowMs, quietMs } = await dueWork.look(now, 60_000);
    expect([areAnyDeadlines, nowMs + quietMs]).toEqual([false, now + 30_000]);
    expect(await dueWork.look(now, 10)).toMatchObject({ areAnyDeadlines: false, quietMs: 10 });
    await execute('TRUNCATE TABLE deadlines');
  });

  it('is what a turn has begun, until a row says that it is finished, merged or not', async () => {
    const table = new LeaseTable(server.clickhouse, { holder: 'here', program: 'service' }, 10_000);
    await table.write({ ...SESSION, counter: 1n, isOpen: true, version: 5n, cleanVersion: 3n });
    expect(await due()).toEqual({ ...NOTHING, isUnfinished: true });
    await table.write({ ...SESSION, counter: 2n, isOpen: false, version: 7n, cleanVersion: 7n });
    expect(await due()).toEqual(NOTHING);
    await execute('OPTIMIZE TABLE compute_leases FINAL');
    expect(await due()).toEqual(NOTHING);
    await table.write({
      ...SESSION,
      session: 'two',
      counter: 1n,
      isOpen: true,
      version: 8n,
      cleanVersion: 7n,
    });
    expect(await due()).toEqual({ ...NOTHING, isUnfinished: true });
  });

  it('is computed once in a pass where it is due again at once, and said once', async () => {
    await server.empty();
    await embeddedDirectStore(server).put(recordsOf(partsOf(1)[0] ?? [], 0));
    const clickhouse = new Disagreeing(TEST_DATABASE);
    clickhouse.connectTo(await server.connection.ready());
    const said: unknown[] = [];
    const log = { error: (...line: unknown[]) => said.push(line) } as unknown as Log;
    const rollUp = embeddedRollUp(server, clickhouse, log);
    await rollUp.rollUpPending();
    expect({ computed: clickhouse.computed, said }).toEqual({
      computed: 2,
      said: [[{ chats: 1 }, expect.stringContaining('due again at once')]],
    });
    await rollUp.rollUpPending();
    expect([clickhouse.computed, said.length]).toEqual([3, 1]);
    const selected = async (version: bigint) => {
      const untilMs = Date.now();
      await dueWork.selectChats({ afterMs: 0, untilMs, version }, BigInt(untilMs) * 1000n);
      const sql = 'SELECT toInt32(count()) AS chats FROM run_threads';
      return server.clickhouse.queryText<object>(sql, {}, 'look');
    };
    // Before it was computed; and after.
    expect([await selected(1n), await selected(2n ** 62n)]).toEqual([[{ chats: 0 }], [{ chats: 1 }]]);
    await clickhouse.close();
  });
});
