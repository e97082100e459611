import { LeaseTable } from '../../src/compute/lease/lease-table';
import { DueWork } from '../../src/compute/rollups/due-work';
import { PendingRanges } from '../../src/store/pending-ranges/pending-ranges';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const NOTHING = { arePending: false, areAnyDeadlines: false, isUnfinished: false };
const RANGE = { segmentId: 1n, firstSequence: 1n, lastSequence: 9n, deliveries: 9 };
const SESSION = { session: 'one', waitsMs: 0 };

describe('What is due to be computed', () => {
  let server: TemporaryClickHouse;
  let dueWork: DueWork;
  let startedAt: number;

  const due = async () => {
    const { nowMs, ...rest } = await dueWork.look(startedAt);
    expect(nowMs).toBeGreaterThanOrEqual(startedAt);
    return rest;
  };
  const execute = (sql: string) => server.clickhouse.commandText(sql, {}, 'change');

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
    dueWork = new DueWork(server.clickhouse);
    startedAt = (await dueWork.look(0)).nowMs;
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
});
