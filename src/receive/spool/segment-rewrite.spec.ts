import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Spool } from './spool';
import type { SpoolRecord } from './spool-record';
import { FaultyFiles, systemError } from './testing/faulty-files';
import { ManualClock } from './testing/manual-clock';
import { drain, entry, filesIn, range, storeAll, TemporarySpool } from './testing/temporary-spool';

const ERASED = Buffer.from('erased');
const HOUR_MS = 3_600_000;

/** Takes away the bodies with these places in their segment; damage goes where it may hold one of them. */
const without = (first: number, ...places: readonly number[]) => ({
  bodyInstead: ({ sequence }: SpoolRecord) => (places.includes(sequence - first) ? ERASED : undefined),
  losesDamage: (from: number, to: number) =>
    places.some((place) => first + place >= from && first + place <= to),
});

describe('Taking bodies out of a drained segment', () => {
  let temporary: TemporarySpool;

  beforeEach(() => {
    temporary = new TemporarySpool();
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  /** A spool with a drained segment of ten records, and what they were. */
  async function drainedSpool(files?: FaultyFiles) {
    const first = await temporary.open();
    await storeAll(first, range(0, 10));
    await first.close();
    const spool = await temporary.open(files === undefined ? {} : { files });
    const records = (await drain(spool)).map((record) => ({ ...record, body: Buffer.from(record.body) }));
    const [segment] = spool.drainedSegments();
    if (segment === undefined) throw new Error('nothing was drained');
    return { spool, records, segment, first: segment.firstSequence };
  }

  const bytesOnDisk = () =>
    readdirSync(temporary.directory, { withFileTypes: true, recursive: true })
      .filter((file) => file.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
      .join('');

  const readAgain = async (spool: Spool, segmentId: bigint): Promise<SpoolRecord[]> => {
    await spool.rewind(segmentId);
    return drain(spool);
  };

  it('leaves all else as it was, also for the next start', async () => {
    const { spool, records, segment, first } = await drainedSpool();
    const names = filesIn(temporary.directory, '.drained');
    const { segmentId } = segment;
    expect(bytesOnDisk()).toContain('"number":4,');
    expect(await spool.rewrite(segmentId, without(first, 0, 4, 9))).toEqual({ records: 3, damagedBytes: 0 });
    expect(bytesOnDisk()).not.toMatch(/"number":[049],/);
    expect(filesIn(temporary.directory, '.drained')).toEqual(names);
    expect(spool.drainedSegments()).toEqual([{ ...segment, bytes: statSync(names[0] ?? '').size }]);
    await spool.close();
    const again = await temporary.open();
    expect(await readAgain(again, segmentId)).toEqual(
      records.map((record, place) =>
        [0, 4, 9].includes(place) ? { ...record, body: ERASED, isErased: true } : record,
      ),
    );
    expect(temporary.messages('error')).toEqual([]);
  });

  it('writes nothing where nothing changes', async () => {
    const { spool, segment, first } = await drainedSpool();
    await spool.rewrite(segment.segmentId, without(first, 2));
    const [file = ''] = filesIn(temporary.directory, '.drained');
    const { ino } = statSync(file);
    expect(await spool.rewrite(segment.segmentId, without(first, 2))).toEqual({
      records: 0,
      damagedBytes: 0,
    });
    expect(statSync(file).ino).toBe(ino);
    await spool.rewrite(segment.segmentId, without(first, 2, 3));
    expect(bytesOnDisk()).not.toMatch(/"number":[23],/);
  });

  it('takes bytes that cannot be read, where they may hold one of them, and no others', async () => {
    const { spool, segment, first } = await drainedSpool();
    const [file = ''] = filesIn(temporary.directory, '.drained');
    const spoil = (number: number) => {
      const descriptor = openSync(file, 'r+');
      writeSync(descriptor, 'X', readFileSync(file).indexOf(`"number":${number},`));
      closeSync(descriptor);
    };
    spoil(2);
    spoil(6);
    const { damagedBytes } = await spool.rewrite(segment.segmentId, without(first, 6, 7));
    expect(damagedBytes).toBeGreaterThan(50);
    const left = readFileSync(file, 'latin1');
    expect(left).toContain('Xnumber":2,');
    expect(left).not.toMatch(/number":[67],/);
    const found: number[] = [];
    for await (const part of spool.readDrained(segment.segmentId, { maxRecords: 100, maxBytes: 1 << 20 }))
      if (part.kind === 'records') found.push(...part.batch.records.map(({ sequence }) => sequence - first));
    expect(found).toEqual([0, 1, 3, 4, 5, 7, 8, 9]);
  });

  it.each(['create', 'write', 'sync', 'rename', 'sync-directory'] as const)(
    'can be tried again when the disk fails at its %s',
    async (failing) => {
      const files = new FaultyFiles();
      const { spool, records, segment, first } = await drainedSpool(files);
      let isBroken = true;
      files.fault = (operation) => (isBroken && operation === failing ? systemError('EIO') : undefined);
      await expect(spool.rewrite(segment.segmentId, without(first, 1))).rejects.toThrow('EIO');
      isBroken = false;
      expect(filesIn(temporary.directory, '.rewriting')).toEqual([]);
      await spool.rewrite(segment.segmentId, without(first, 1));
      expect(bytesOnDisk()).not.toContain('"number":1,');
      const [file = ''] = filesIn(temporary.directory, '.drained');
      expect(spool.drainedSegments()[0]?.bytes).toBe(statSync(file).size);
      expect(await readAgain(spool, segment.segmentId)).toHaveLength(records.length);
    },
  );

  it('leaves nothing behind that was begun when the process was killed', async () => {
    const { spool, segment } = await drainedSpool();
    await spool.close();
    const [file = ''] = filesIn(temporary.directory, '.drained');
    writeFileSync(
      join(temporary.directory, `${segment.segmentId.toString(16).padStart(16, '0')}.rewriting`),
      readFileSync(file).subarray(0, 5_000),
    );
    const again = await temporary.open();
    expect(filesIn(temporary.directory, '.rewriting')).toEqual([]);
    expect(again.drainedSegments()).toEqual([segment]);
  });

  it('lets whoever comes for the segment meanwhile wait', async () => {
    const { spool, segment, first } = await drainedSpool();
    const rewriting = spool.rewrite(segment.segmentId, without(first, 5));
    const removing = spool.remove(segment.segmentId);
    expect(await rewriting).toMatchObject({ records: 1 });
    await removing;
    expect(filesIn(temporary.directory, '.drained')).toEqual([]);
  });

  it('reaches what was taken so far once that is sealed and drained', async () => {
    const spool = await temporary.open();
    await storeAll(spool, range(0, 3));
    expect(await drain(spool)).toHaveLength(3);
    expect(spool.drainedSegments()).toEqual([]);
    const storing = storeAll(spool, range(3, 5));
    const below = spool.seal();
    await storing;
    expect(spool.hasDrainedBelow(below)).toBe(false);
    await drain(spool);
    while (!spool.hasDrainedBelow(below)) await new Promise((resolve) => setTimeout(resolve, 5));
    const records = spool.drainedSegments().reduce((sum, segment) => sum + segment.records, 0);
    expect(records).toBe(5);
    await storeAll(spool, [5]);
    expect(spool.hasDrainedBelow(below)).toBe(true);
    expect(spool.hasDrainedBelow(spool.seal())).toBe(false);
  });

  it('need not wait for long where few deliveries come: a segment is sealed after an hour', async () => {
    const clock = new ManualClock(entry(0).receivedAt);
    const spool = await temporary.open({ clock });
    await storeAll(spool, range(0, 3));
    await drain(spool);
    clock.time += HOUR_MS - 1_000;
    clock.tick();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(spool.drainedSegments()).toEqual([]);
    clock.time += 2_000;
    clock.tick();
    while (spool.drainedSegments().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await storeAll(spool, [3]);
    expect(await drain(spool)).toHaveLength(1);
  });
});
