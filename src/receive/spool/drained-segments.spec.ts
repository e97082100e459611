import { rmSync, statSync } from 'node:fs';
import type { Spool } from './spool';
import { FaultyFiles, systemError } from './testing/faulty-files';
import { ManualClock } from './testing/manual-clock';
import {
  drain,
  entry,
  filesIn,
  numberOf,
  range,
  storeAll,
  TemporarySpool,
  TEST_SEGMENT_BYTES,
} from './testing/temporary-spool';

describe('Drained segments', () => {
  let temporary: TemporarySpool;

  beforeEach(() => {
    temporary = new TemporarySpool();
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  /** A spool with a drained segment of ten records. */
  async function withDrainedSegment(): Promise<Spool> {
    const first = await temporary.open();
    await storeAll(first, range(0, 10));
    await first.close();
    const clock = new ManualClock(1_770_000_000_000);
    const spool = await temporary.open({ clock });
    expect(await drain(spool)).toHaveLength(10);
    return spool;
  }

  it('are listed with their records and times, and not read again after a restart', async () => {
    const spool = await withDrainedSegment();
    const listed = spool.drainedSegments();
    const [{ firstSequence, lastSequence } = { firstSequence: 0, lastSequence: 0 }] = listed;
    expect(lastSequence - firstSequence).toBe(9);
    expect(listed).toMatchObject([
      {
        records: 10,
        latestReceivedAt: entry(9).receivedAt,
        drainedAt: 1_770_000_000_000,
      },
    ]);
    const directory = temporary.copy('killed');
    for (const file of filesIn(directory, '.segment')) rmSync(file);
    const again = await temporary.open({ directory });
    expect(again.stats()).toMatchObject({ pendingRecords: 0, drainedSegments: 1 });
    expect(again.drainedSegments()).toEqual(listed);
    expect((await again.store(entry(10))).sequence).toBeGreaterThan(lastSequence);
  });

  it('take only the room of their records', async () => {
    const spool = await withDrainedSegment();
    const [file = ''] = filesIn(temporary.directory, '.drained');
    expect(statSync(file).size).toBe(spool.drainedSegments()[0]?.bytes);
    expect(statSync(file).size).toBeLessThan(TEST_SEGMENT_BYTES / 4);
    expect(spool.stats().drainedBytes).toBe(statSync(file).size);
  });

  it('are none as long as one batch of them is not acknowledged', async () => {
    const first = await temporary.open();
    await storeAll(first, range(0, 10));
    const unacknowledged = await first.read({ maxRecords: 5, maxBytes: 1 << 20 });
    await first.read({ maxRecords: 100, maxBytes: 1 << 20 });
    await first.acknowledge(unacknowledged);
    await first.close();
    const spool = await temporary.open();
    expect(spool.stats()).toMatchObject({ pendingRecords: 10, drainedSegments: 0 });
    const one = await spool.read({ maxRecords: 9, maxBytes: 1 << 20 });
    const other = await spool.read({ maxRecords: 9, maxBytes: 1 << 20 });
    await spool.acknowledge(one);
    expect(spool.stats().drainedSegments).toBe(0);
    await spool.acknowledge(other);
    expect(spool.stats().drainedSegments).toBe(1);
  });

  it('come about by themselves when a segment is full after everything in it was acknowledged', async () => {
    const spool = await temporary.open();
    for (const start of range(0, 10)) {
      await storeAll(spool, range(start * 100, start * 100 + 100));
      await drain(spool);
    }
    await spool.close();
    const again = await temporary.open();
    expect(again.stats().pendingRecords).toBe(0);
    expect(
      again
        .drainedSegments()
        .map(({ records }) => records)
        .reduce((sum, one) => sum + one, 0),
    ).toBe(1_000);
  });

  it('are read again from their beginning after a rewind, also after a restart', async () => {
    const spool = await withDrainedSegment();
    const [segment] = spool.drainedSegments();
    await storeAll(spool, [10]);
    await spool.rewind(segment?.segmentId ?? 0n);
    expect(spool.drainedSegments()).toEqual([]);
    expect(spool.stats().pendingRecords).toBe(11);
    const restarted = await temporary.open({ directory: temporary.copy('killed') });
    expect((await drain(restarted)).map(numberOf)).toEqual(range(0, 11));
    expect((await drain(spool)).map(numberOf)).toEqual(range(0, 11));
    expect(spool.stats()).toMatchObject({ pendingRecords: 0, pendingBytes: 0, drainedSegments: 1 });
  });

  it('are read again although the segment in use is in the middle of being read', async () => {
    const spool = await withDrainedSegment();
    await storeAll(spool, range(10, 14));
    const current = await spool.read({ maxRecords: 2, maxBytes: 1 << 20 });
    await spool.rewind(spool.drainedSegments()[0]?.segmentId ?? 0n);
    await spool.acknowledge(current);
    expect((await drain(spool)).map(numberOf)).toEqual([...range(0, 10), 12, 13]);
  });

  it('are gone after their removal, also after a restart', async () => {
    const spool = await withDrainedSegment();
    const { segmentId } = spool.drainedSegments()[0] ?? { segmentId: 0n };
    await spool.remove(segmentId);
    expect(filesIn(temporary.directory, '.drained')).toEqual([]);
    const code = 'SPOOL_UNKNOWN_SEGMENT';
    await expect(spool.remove(segmentId)).rejects.toMatchObject({ code });
    await expect(spool.rewind(segmentId)).rejects.toMatchObject({ code });
    const again = await temporary.open({ directory: temporary.copy('killed') });
    expect(again.stats()).toMatchObject({ pendingRecords: 0, drainedSegments: 0 });
  });

  it.each(['unlink', 'sync-directory'])(
    'stay in the list when %s failed, and can be removed later',
    async (failing) => {
      await (await withDrainedSegment()).close();
      const files = new FaultyFiles();
      const spool = await temporary.open({ files });
      files.fault = (operation) => (operation === failing ? systemError('EACCES') : undefined);
      const { segmentId } = spool.drainedSegments()[0] ?? { segmentId: 0n };
      await expect(spool.remove(segmentId)).rejects.toMatchObject({ code: 'EACCES' });
      files.fault = () => undefined;
      await spool.remove(segmentId);
      expect(spool.drainedSegments()).toEqual([]);
    },
  );

  it.each(['truncate', 'sync', 'rename', 'sync-directory'])(
    'are marked later when %s failed',
    async (failing) => {
      const first = await temporary.open();
      await storeAll(first, range(0, 10));
      await first.close();
      const files = new FaultyFiles();
      const clock = new ManualClock(1_770_000_000_000);
      const spool = await temporary.open({ files, clock });
      files.fault = (operation) => (operation === failing ? systemError('EIO') : undefined);
      expect(await drain(spool)).toHaveLength(10);
      expect(spool.stats()).toMatchObject({ pendingRecords: 0, drainedSegments: 0 });
      files.fault = () => undefined;
      clock.tick();
      while (spool.stats().drainedSegments === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(spool.drainedSegments()).toHaveLength(1);
    },
  );
});
