import { chmodSync, truncateSync } from 'node:fs';
import { openToRead } from './disk-files';
import { parseDrainedName } from './segment-names';
import { segmentParts } from './segment-parts';
import type { PartLimits, SegmentPart } from './segment-parts';
import { offsetsOf, overwrite } from './testing/segment-bytes';
import { drain, entry, filesIn, numberOf, range, storeAll, TemporarySpool } from './testing/temporary-spool';

const EVERYTHING = { maxRecords: 1_000, maxBytes: 1 << 20 };

describe('The parts of a segment file', () => {
  let temporary: TemporarySpool;
  let path: string;

  beforeEach(async () => {
    temporary = new TemporarySpool();
    const first = await temporary.open();
    await storeAll(first, range(0, 10));
    await first.close();
    await drain(await temporary.open());
    path = filesIn(temporary.directory, '.drained')[0] ?? '';
    chmodSync(path, 0o400);
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  async function partsOf(limits: PartLimits): Promise<SegmentPart[]> {
    const segmentId = parseDrainedName(path.slice(path.lastIndexOf('/') + 1))?.segmentId ?? 0n;
    const file = await openToRead(path);
    const parts: SegmentPart[] = [];
    for await (const part of segmentParts(file, segmentId, limits)) parts.push(part);
    await file.close();
    return parts;
  }
  const numbers = (parts: readonly SegmentPart[]): (number[] | 'damage')[] =>
    parts.map((part) => (part.kind === 'records' ? part.batch.records.map(numberOf) : 'damage'));

  it('are all its records, with what they came with, from a file that may only be read', async () => {
    const parts = await partsOf(EVERYTHING);
    expect(numbers(parts)).toEqual([range(0, 10)]);
    const [part] = parts;
    const batch = part?.kind === 'records' ? part.batch : undefined;
    const sequences = batch?.records.map(({ sequence }) => sequence) ?? [];
    expect(batch).toMatchObject({ firstSequence: sequences[0], lastSequence: sequences[9] });
    expect(sequences).toEqual(range(sequences[0] ?? 0, (sequences[0] ?? 0) + 10));
    expect(batch?.records[3]).toMatchObject(entry(3));
  });

  it('hold no more records or bytes than asked for, except a record that is larger', async () => {
    expect(numbers(await partsOf({ ...EVERYTHING, maxRecords: 4 }))).toEqual([
      range(0, 4),
      range(4, 8),
      range(8, 10),
    ]);
    const [start = 0, , end = 0] = offsetsOf(range(0, 3));
    expect(numbers(await partsOf({ ...EVERYTHING, maxBytes: end - start }))[0]).toEqual([0, 1]);
    expect(numbers(await partsOf({ ...EVERYTHING, maxBytes: 1 }))).toEqual(range(0, 10).map((one) => [one]));
  });

  it('tell of damage where it is, between the records before and after it', async () => {
    const offsets = offsetsOf(range(0, 10));
    chmodSync(path, 0o600);
    overwrite(path, (offsets[4] ?? 0) + 60, (bytes) => bytes.fill(0xff));
    const parts = await partsOf(EVERYTHING);
    expect(numbers(parts)).toEqual([range(0, 4), 'damage', range(5, 10)]);
    expect(parts[1]).toMatchObject({ damage: { from: offsets[4], to: offsets[5], trailing: false } });
  });

  it('end with the file where it was cut off between two records', async () => {
    chmodSync(path, 0o600);
    truncateSync(path, offsetsOf(range(0, 10))[7]);
    expect(numbers(await partsOf(EVERYTHING))).toEqual([range(0, 7)]);
  });
});
