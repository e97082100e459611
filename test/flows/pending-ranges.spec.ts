import { PendingRanges } from '../../src/store/pending-ranges/pending-ranges';
import type { Turn } from '../../src/compute/lease/turn';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const RANGE = { segmentId: 3n, firstSequence: 1n, lastSequence: 10n, deliveries: 10 };

/** Settles in no turn: what one that was lost would do, could it. */
describe('the list of ranges that wait for their facts', () => {
  let server: TemporaryClickHouse;
  let one: PendingRanges;
  let other: PendingRanges;
  let anybody: Turn;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
    one = new PendingRanges(server.clickhouse);
    other = new PendingRanges(server.clickhouse);
    anybody = server.clickhouse as unknown as Turn;
  });

  afterAll(async () => {
    await server.stop();
  });

  it('keeps a range that is listed again after two services settled it', async () => {
    await one.add(RANGE);
    const [seenByOne, seenByOther] = [await one.next(), await other.next()];
    await one.settle(anybody, seenByOne.ranges);
    await other.settle(anybody, seenByOther.ranges);
    expect(await one.next()).toEqual({ ranges: [], isComplete: true });

    await one.add(RANGE);
    const listed = await other.next();
    expect(listed).toMatchObject({ ranges: [RANGE] });
    await other.settle(anybody, listed.ranges);
  });

  it('keeps a listing that came while the same range was being computed', async () => {
    await one.add(RANGE);
    const { ranges } = await one.next();
    await other.add(RANGE);
    await one.settle(anybody, ranges);
    const left = await one.next();
    expect(left.ranges).toHaveLength(1);
    expect(left.ranges[0]?.listing).not.toBe(ranges[0]?.listing);
    await one.settle(anybody, left.ranges);
  });

  it('loses nothing to merges', async () => {
    await one.add(RANGE);
    const before = await one.next();
    await one.settle(anybody, before.ranges);
    await one.add({ ...RANGE, segmentId: 4n });
    await server.clickhouse.commandText('OPTIMIZE TABLE pending_ranges FINAL', {}, 'merge');
    expect(await one.next()).toMatchObject({ ranges: [{ ...RANGE, segmentId: 4n }] });
    const [left] = await server.clickhouse.queryText<{ rows: string }>(
      'SELECT count() AS rows FROM pending_ranges',
      {},
      'look',
    );
    expect(left).toEqual({ rows: '1' });
  });
});
