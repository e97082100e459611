import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { SEGMENT_HEADER_BYTES } from './segment-header';
import { filledSegment, offsetsOf, overwrite } from './testing/segment-bytes';
import { drain, entry, filesIn, numberOf, range, TemporarySpool } from './testing/temporary-spool';

describe('A spool with damaged segments', () => {
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

  it.each(['cut off', 'followed by zeros'])(
    'loses no other record wherever the last one is %s, and says so without alarm',
    async (how) => {
      const pristine = await killedAfter(range(0, 4));
      const [, , , start = 0, end = 0] = offsetsOf(range(0, 4));
      for (let at = start; at < end; at += 1) {
        const directory = join(temporary.root, `at-${at}`);
        cpSync(pristine, directory, { recursive: true });
        if (how === 'cut off') truncateSync(filledSegment(directory), at);
        else overwrite(filledSegment(directory), at, (bytes) => bytes.fill(0), end - at);
        expect(await numbersIn(directory)).toEqual(range(0, 3));
      }
      expect(temporary.messages('error')).toEqual([]);
      expect(new Set(temporary.messages('info'))).toEqual(
        new Set(['The last group of a spool segment was not fully written and is cut off']),
      );
    },
  );

  it('takes a last group for torn, without alarm, when a power cut kept its end and lost its beginning', async () => {
    const first = await temporary.open();
    await first.store(entry(0));
    await first.store(entry(1, { body: Buffer.alloc(5_000, 'x') }));
    const directory = temporary.copy('killed');
    const [, start = 0] = offsetsOf([0]);
    overwrite(filledSegment(directory), start, (bytes) => bytes.fill(0), 2_000);
    expect(await numbersIn(directory)).toEqual([0]);
    expect(temporary.messages('error')).toEqual([]);
    expect(filesIn(join(directory, 'quarantine'), '.torn')).toHaveLength(1);
  });

  it('gives all other records after any byte changed, and keeps the damaged ones in quarantine', async () => {
    const numbers = range(0, 8);
    const pristine = await killedAfter(numbers);
    const offsets = offsetsOf(numbers);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: SEGMENT_HEADER_BYTES, max: (offsets.at(-1) ?? 0) - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, mask) => {
          const directory = join(temporary.root, `flipped-${run++}`);
          cpSync(pristine, directory, { recursive: true });
          const file = filledSegment(directory);
          overwrite(file, at, (bytes) => bytes.writeUInt8(bytes.readUInt8(0) ^ mask));
          const damaged = readFileSync(file);
          const hit = offsets.findLastIndex((offset) => offset <= at);
          expect(await numbersIn(directory)).toEqual(numbers.filter((number) => number !== hit));
          const [kept = ''] = readdirSync(join(directory, 'quarantine'));
          expect(readFileSync(join(directory, 'quarantine', kept))).toEqual(
            damaged.subarray(offsets[hit], offsets[hit + 1]),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads on after a page of zeros, and reports the damage once, as an error', async () => {
    const directory = await killedAfter(range(0, 200));
    const file = filledSegment(directory);
    overwrite(file, 8_192, (bytes) => bytes.fill(0), 4_096);
    const spool = await temporary.open({ directory });
    const lost = range(0, 200).filter((number, index) => {
      const offsets = offsetsOf(range(0, number + 1));
      return (offsets[index + 1] ?? 0) > 8_192 && (offsets[index] ?? 0) < 12_288;
    });
    expect((await drain(spool)).map(numberOf)).toEqual(
      range(0, 200).filter((number) => !lost.includes(number)),
    );
    expect(spool.stats()).toMatchObject({
      quarantined: 1,
      pendingRecords: 0,
      pendingBytes: 0,
      drainedSegments: 1,
    });
    expect(temporary.messages('error')).toHaveLength(1);
    const [first = 0] = lost;
    const name = (spool.drainedSegments()[0]?.segmentId ?? 0n).toString(16).padStart(16, '0');
    const offset = offsetsOf(range(0, first)).at(-1) ?? 0;
    expect(existsSync(join(directory, 'quarantine', `${name}-${offset}.bytes`))).toBe(true);
  });

  it('counts in a drained segment only the records that could be read, also when one went bad in service', async () => {
    const spool = await temporary.open();
    for (const number of range(0, 5)) await spool.store(entry(number));
    await spool.close();
    const again = await temporary.open();
    const [at = 0] = offsetsOf(range(0, 3)).slice(-2);
    overwrite(filledSegment(temporary.directory), at + 60, (bytes) => bytes.fill(0xff));
    expect((await drain(again)).map(numberOf)).toEqual([0, 1, 3, 4]);
    const [segment] = again.drainedSegments();
    expect(segment).toMatchObject({ records: 4 });
    await again.rewind(segment?.segmentId ?? 0n);
    await drain(again);
    expect(again.drainedSegments()).toMatchObject([{ records: 4 }]);
  });

  it('gives a record once that stands twice in its segment', async () => {
    const directory = await killedAfter(range(0, 5));
    const [first = 0, second = 0, ...others] = offsetsOf(range(0, 5));
    const file = filledSegment(directory);
    const copy = readFileSync(file).subarray(first, second);
    writeFileSync(file, Buffer.concat([readFileSync(file).subarray(0, others.at(-1)), copy]));
    expect(await numbersIn(directory)).toEqual(range(0, 5));
    expect(temporary.messages('error')).toHaveLength(1);
  });

  it('reads the records of a segment whose header is damaged', async () => {
    const directory = await killedAfter(range(0, 5));
    overwrite(filledSegment(directory), 9, (bytes) => bytes.fill(0xff));
    expect(await numbersIn(directory)).toEqual(range(0, 5));
    expect(temporary.messages('error')).toHaveLength(1);
  });

  it('sets a copy of a segment under another name aside, so that nothing is read twice', async () => {
    const directory = await killedAfter(range(0, 5));
    const copy = '00000000000000aa.segment';
    copyFileSync(filledSegment(directory), join(directory, copy));
    expect(await numbersIn(directory)).toEqual(range(0, 5));
    expect(existsSync(join(directory, 'quarantine', copy))).toBe(true);
  });

  it('sets a file aside that holds nothing readable, whole', async () => {
    const directory = await killedAfter(range(0, 5));
    const name = '00000000000000aa.segment';
    writeFileSync(join(directory, name), Buffer.alloc(10_000, 7));
    expect(await numbersIn(directory)).toEqual(range(0, 5));
    expect(statSync(join(directory, 'quarantine', name)).size).toBe(10_000);
  });

  it('sets a second file of a drained segment aside, and reads the one that is not drained', async () => {
    const directory = await killedAfter(range(0, 5));
    const spool = await temporary.open({ directory });
    await drain(spool);
    await spool.close();
    const [drained = ''] = filesIn(directory, '.drained');
    copyFileSync(drained, `${drained.slice(0, drained.indexOf('.'))}.segment`);
    expect(await numbersIn(directory)).toEqual(range(0, 5));
    expect(filesIn(join(directory, 'quarantine'), '.drained')).toHaveLength(1);
    expect(filesIn(directory, '.drained')).toHaveLength(1);
  });
});
