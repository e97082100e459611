import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskFiles } from './disk-files';
import { RecordEncoder } from './record-codec';
import { SEGMENT_HEADER_BYTES } from './segment-header';
import { SegmentWalker } from './segment-walker';
import { entry } from './testing/temporary-spool';

const WINDOW_BYTES = 256 << 10;
const SEGMENT_ID = 7n;

describe('A walk through a segment', () => {
  const directory = mkdtempSync(join(tmpdir(), 'walk-'));

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it.each([0, 1, 2, 3, 4, 5, 60])(
    'finds the record after a damage that begins %i bytes before the end of what is in memory',
    async (before) => {
      const encoder = new RecordEncoder();
      const at = SEGMENT_HEADER_BYTES + 1 + WINDOW_BYTES - before;
      const bytes = Buffer.alloc(at + encoder.lengthOf(entry(1)), 'x');
      encoder.encode(entry(1), { segmentId: SEGMENT_ID, sequence: 1 }, bytes, at);
      const path = join(directory, `${before}.segment`);
      writeFileSync(path, bytes);
      const file = await new DiskFiles().open(path);
      const walker = new SegmentWalker(file, SEGMENT_ID);
      const damage = { kind: 'damage', from: SEGMENT_HEADER_BYTES, to: at, trailing: false };
      expect(await walker.next(bytes.length)).toEqual(damage);
      expect(await walker.next(bytes.length)).toMatchObject({ kind: 'record', offset: at });
      expect(await walker.next(bytes.length)).toEqual({ kind: 'end' });
      await file.close();
    },
  );

  it('finds a record after a damage although its body ends in zeros and nothing follows', async () => {
    const encoder = new RecordEncoder();
    const last = entry(1, { body: Buffer.alloc(100) });
    const at = SEGMENT_HEADER_BYTES + 50;
    const bytes = Buffer.alloc(at + encoder.lengthOf(last), 'x');
    encoder.encode(last, { segmentId: SEGMENT_ID, sequence: 1 }, bytes, at);
    const path = join(directory, 'zeros.segment');
    writeFileSync(path, bytes);
    const file = await new DiskFiles().open(path);
    const walker = new SegmentWalker(file, SEGMENT_ID);
    expect(await walker.next(bytes.length)).toMatchObject({ kind: 'damage', to: at });
    expect(await walker.next(bytes.length)).toMatchObject({ kind: 'record', offset: at });
    await file.close();
  });
});
