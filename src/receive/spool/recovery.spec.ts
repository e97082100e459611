import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEGMENT_HEADER_BYTES } from './segment-header';
import { filledSegment, offsetsOf } from './testing/segment-bytes';
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

describe('A spool that starts after a crash', () => {
  let temporary: TemporarySpool;

  beforeEach(() => {
    temporary = new TemporarySpool();
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  /** What a kill leaves behind after these numbers were stored one after another. */
  async function killedAfter(numbers: readonly number[]): Promise<string> {
    const spool = await temporary.open();
    for (const number of numbers) await spool.store(entry(number));
    return temporary.copy('killed');
  }

  async function numbersIn(directory: string): Promise<number[]> {
    const spool = await temporary.open({ directory });
    const numbers = (await drain(spool)).map(numberOf);
    expect(spool.stats()).toMatchObject({ pendingRecords: 0, pendingBytes: 0 });
    await spool.close();
    return numbers;
  }

  it('knows before reading how much is pending, and gives each record once, in order', async () => {
    const directory = await killedAfter(range(0, 30));
    const spool = await temporary.open({ directory });
    const [, ...ends] = offsetsOf(range(0, 30));
    expect(spool.stats()).toMatchObject({
      pendingRecords: 30,
      pendingBytes: (ends.at(-1) ?? 0) - SEGMENT_HEADER_BYTES,
      oldestPendingReceivedAt: entry(0).receivedAt,
    });
    expect((await drain(spool)).map(numberOf)).toEqual(range(0, 30));
  });

  it('misses a segment that is gone, and gives the others', async () => {
    const spool = await temporary.open();
    for (const start of range(0, 10)) await storeAll(spool, range(start * 100, start * 100 + 100));
    const directory = temporary.copy('killed');
    const [, second = ''] = filesIn(directory, '.segment');
    renameSync(second, join(temporary.root, 'gone'));
    const left = await numbersIn(directory);
    expect(left.length).toBeGreaterThan(300);
    expect(left.length).toBeLessThan(1_000);
    expect(left).toEqual([...left].sort((one, other) => one - other));
  });

  it('removes what was prepared and never used', async () => {
    const directory = await killedAfter([]);
    writeFileSync(join(directory, '00000000000000aa.preparing'), Buffer.alloc(100));
    const before = filesIn(directory, '.segment');
    const spool = await temporary.open({ directory });
    await spool.close();
    const after = filesIn(directory, '');
    expect(after).toHaveLength(2);
    for (const file of [...before, '00000000000000aa.preparing']) expect(after).not.toContain(file);
  });

  it('gives the room of the preparation back', async () => {
    const directory = await killedAfter(range(0, 5));
    const file = filledSegment(directory);
    expect(statSync(file).size).toBe(TEST_SEGMENT_BYTES);
    await (await temporary.open({ directory })).close();
    expect(statSync(file).size).toBe(offsetsOf(range(0, 5)).at(-1));
  });

  it('syncs every segment before it gives a record of it', async () => {
    const directory = await killedAfter(range(0, 5));
    const files = new FaultyFiles();
    const seen: string[] = [];
    files.fault = (operation, file) => {
      if (file.endsWith('.segment')) seen.push(operation);
      return undefined;
    };
    await temporary.open({ directory, files });
    expect(seen.slice(0, 3)).toEqual(['open', 'sync', 'read']);
  });

  it('starts without a segment that the disk cannot read, keeps it, and reads it at the next start', async () => {
    const directory = await killedAfter(range(0, 5));
    const bad = filledSegment(directory);
    const files = new FaultyFiles();
    files.fault = (operation, file) =>
      operation === 'read' && bad.endsWith(file) ? systemError('EIO') : undefined;
    const spool = await temporary.open({ directory, files });
    await spool.store(entry(99));
    expect((await drain(spool)).map(numberOf)).toEqual([99]);
    expect(spool.stats().unreadableSegments).toBe(1);
    await spool.close();
    expect(await numbersIn(directory)).toEqual(range(0, 5));
  });

  it('uses none of the numbers that a segment may hold which the disk cannot read', async () => {
    const directory = await killedAfter(range(0, 5));
    const bad = filledSegment(directory);
    const files = new FaultyFiles();
    files.fault = (operation, file) =>
      operation === 'read' && bad.endsWith(file) ? systemError('EIO') : undefined;
    const spool = await temporary.open({ directory, files });
    expect((await spool.store(entry(99))).sequence).toBeGreaterThan(5);
    await spool.close();
    expect(await numbersIn(directory)).toEqual([...range(0, 5), 99]);
  });

  it('starts although the disk cannot read a drained segment with recent records', async () => {
    const directory = await killedAfter(range(0, 5));
    const first = await temporary.open({ directory });
    await drain(first);
    await first.close();
    const files = new FaultyFiles();
    files.fault = (operation, file) =>
      operation === 'read' && file.endsWith('.drained') ? systemError('EIO') : undefined;
    const recovered: number[] = [];
    const spool = await temporary.open({
      directory,
      files,
      clock: new ManualClock(entry(5).receivedAt),
      onRecovered: (record) => recovered.push(numberOf(record)),
    });
    await spool.store(entry(5));
    expect(recovered).toEqual([]);
    expect(temporary.messages('error')).toHaveLength(1);
  });

  it('never counts back, not even when all was drained and removed and the clock was set back', async () => {
    const first = await temporary.open();
    await storeAll(first, range(0, 10));
    const { nextSequence } = first.stats();
    await first.close();
    const clock = new ManualClock(1_000);
    const second = await temporary.open({ clock });
    await drain(second);
    for (const { segmentId } of second.drainedSegments()) await second.remove(segmentId);
    await second.close();
    const third = await temporary.open({ clock });
    expect(filesIn(temporary.directory, '.drained')).toEqual([]);
    expect((await third.store(entry(10))).sequence).toBe(nextSequence);
  });

  it('never counts back, not even when all was removed and no new segment could be prepared', async () => {
    const first = await temporary.open();
    await storeAll(first, range(0, 10));
    const { nextSequence } = first.stats();
    await first.close();
    for (const file of filesIn(temporary.directory, '.segment')) rmSync(file);
    const second = await temporary.open();
    expect((await second.store(entry(10))).sequence).toBeGreaterThanOrEqual(nextSequence);
  });

  it('gives what came within the last ten minutes to whoever wants to remember it, drained or not', async () => {
    const now = 1_760_000_000_000;
    const spool = await temporary.open();
    const old = entry(0, { receivedAt: now - 600_001 });
    await spool.store(old);
    await spool.store(entry(1, { receivedAt: now - 600_000, occurrence: 77n }));
    await spool.close();
    const second = await temporary.open();
    await drain(second);
    await second.store(entry(2, { receivedAt: now - 1 }));
    const directory = temporary.copy('killed');
    const recovered: [number, bigint][] = [];
    await temporary.open({
      directory,
      clock: new ManualClock(now),
      onRecovered: (record) => recovered.push([numberOf(record), record.occurrence]),
    });
    expect(recovered).toEqual([
      [1, 77n],
      [2, 0n],
    ]);
  });
});
