import { PendingRanges } from '../../src/facts/pending-ranges';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const RANGE = { segmentId: 3n, firstSequence: 1n, lastSequence: 10n, deliveries: 10 };

describe('the list of ranges that wait for their facts', () => {
  let server: TemporaryClickHouse;
  let one: PendingRanges;
  let other: PendingRanges;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
    one = new PendingRanges(server.clickhouse);
    other = new PendingRanges(server.clickhouse);
  });

  afterAll(async () => {
    await server.stop();
  });

  it('keeps a range that is listed again after two services settled it', async () => {
    await one.add(RANGE);
    const [seenByOne, seenByOther] = [await one.next(), await other.next()];
    await one.settle(seenByOne.ranges);
    await other.settle(seenByOther.ranges);
    expect(await one.next()).toEqual({ ranges: [], isComplete: true });

    await one.add(RANGE);
    const listed = await other.next();
    expect(listed).toMatchObject({ ranges: [RANGE] });
    await other.settle(listed.ranges);
  });

  it('keeps a listing that came while the same range was being computed', async () => {
    await one.add(RANGE);
    const { ranges } = await one.next();
    await other.add(RANGE);
    await one.settle(ranges);
    const left = await one.next();
    expect(left.ranges).toHaveLength(1);
    expect(left.ranges[0]?.listing).not.toBe(ranges[0]?.listing);
    await one.settle(left.ranges);
  });

  it('loses nothing to merges', async () => {
    await one.add(RANGE);
    const before = await one.next();
    await one.settle(before.ranges);
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
