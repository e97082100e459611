import fc from 'fast-check';
import { statSync } from 'node:fs';
import { RECORD_HEADER_BYTES } from './record-codec';
import { SEGMENT_HEADER_BYTES } from './segment-header';
import type { SpoolEntry } from './spool-record';
import { FaultyFiles, systemError } from './testing/faulty-files';
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

describe('A spool', () => {
  let temporary: TemporarySpool;

  beforeEach(() => {
    temporary = new TemporarySpool();
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  it('gives back what was stored: account, time, occurrence and the exact bytes', async () => {
    const spool = await temporary.open({ segmentBytes: 1 << 20 });
    const entries = fc.record({
      account: fc.string({ unit: 'grapheme', maxLength: 30 }),
      receivedAt: fc.nat({ max: 4_000_000_000_000 }),
      occurrence: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
      body: fc.uint8Array({ maxLength: 5_000 }).map((bytes) => Buffer.from(bytes)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entries, { minLength: 1, maxLength: 20 }), async (given) => {
        const identities = await Promise.all(given.map((one) => spool.store(one)));
        const batch = await spool.read({ maxRecords: 1_000, maxBytes: 1 << 20 });
        let records = [...batch.records];
        await spool.acknowledge(batch);
        // The batch ends where the segment does.
        while (records.length < given.length) {
          const next = await spool.read({ maxRecords: 1_000, maxBytes: 1 << 20 });
          records = [...records, ...next.records];
          await spool.acknowledge(next);
        }
        expect(records).toEqual(given.map((one, index) => ({ ...one, ...identities[index] })));
      }),
      { numRuns: 60 },
    );
  });

  it('confirms a record only after its bytes were written and synced', async () => {
    const files = new FaultyFiles();
    const spool = await temporary.open({ files });
    await spool.store(entry(0));
    // Others are those of the next spare segment, which is being prepared meanwhile.
    const operations: { operation: string; file: string }[] = [];
    files.fault = (operation, file) => {
      operations.push({ operation, file });
      return undefined;
    };
    await spool.store(entry(1));
    const synced = operations.find(({ operation }) => operation === 'datasync')?.file;
    const onSynced = operations.filter(({ file }) => file === synced);
    expect(onSynced.map(({ operation }) => operation)).toEqual(['write', 'datasync']);
  });

  it('tells an observer of each group: its records, its bytes, and how long the disk took', async () => {
    const files = new FaultyFiles();
    const spool = await temporary.open({ files });
    const groups: { records: number; bytes: number; seconds: number }[] = [];
    spool.observeGroups((records, bytes, seconds) => groups.push({ records, bytes, seconds }));
    await storeAll(spool, range(0, 5));
    files.fault = (operation) => {
      if (operation === 'datasync') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
      return undefined;
    };
    await spool.store(entry(5));
    expect(groups.map(({ records }) => records)).toEqual([5, 1]);
    expect(groups.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(spool.stats().pendingBytes);
    expect(groups[0]?.seconds).toBeGreaterThan(0);
    expect(groups[1]?.seconds).toBeGreaterThanOrEqual(0.05);
    expect(groups[1]?.seconds).toBeLessThan(1);

    files.fault = (operation) => (operation === 'datasync' ? systemError('ENOSPC') : undefined);
    await expect(spool.store(entry(6))).rejects.toThrow();
    expect(groups).toHaveLength(2);
  });

  it('takes no harm from an observer that throws', async () => {
    const spool = await temporary.open();
    spool.observeGroups(() => {
      throw new Error('a mistake of the observer');
    });
    await storeAll(spool, range(0, 3));
    await storeAll(spool, range(3, 6));
    expect(spool.stats()).toMatchObject({ abandonedSegments: 0, pendingRecords: 6 });
    expect((await drain(spool)).map(numberOf)).toEqual(range(0, 6));
    expect(temporary.messages('error')).toHaveLength(2);
  });

  it('numbers and confirms records in the order in which they came, with one sync for many', async () => {
    const spool = await temporary.open();
    const { nextSequence } = spool.stats();
    const confirmed: number[] = [];
    await new Promise<void>((resolve) => {
      for (const number of range(0, 100)) {
        spool.append(entry(number), (_error, identity) => {
          confirmed.push(identity?.sequence ?? Number.NaN);
          if (confirmed.length === 100) resolve();
        });
      }
    });
    expect(confirmed).toEqual(range(nextSequence, nextSequence + 100));
    expect(spool.stats()).toMatchObject({ appendedRecords: 100, syncs: 1, pendingRecords: 100 });
    expect((await drain(spool)).map(numberOf)).toEqual(range(0, 100));
  });

  it('takes records from within the confirmation of others', async () => {
    const spool = await temporary.open();
    const count = await new Promise<number>((resolve) => {
      let confirmed = 0;
      const next = (): void => {
        spool.append(entry(confirmed), () => {
          confirmed += 1;
          if (confirmed === 20) resolve(confirmed);
          else next();
        });
      };
      next();
    });
    expect(count).toBe(20);
    expect(spool.stats().syncs).toBe(20);
  });

  it('goes on in the next segment when one is full, and loses and doubles nothing', async () => {
    const spool = await temporary.open();
    const { nextSequence } = spool.stats();
    for (const start of range(0, 40)) await storeAll(spool, range(start * 100, start * 100 + 100));
    expect(spool.stats().segments).toBeGreaterThan(4);
    for (const file of filesIn(temporary.directory, '.segment')) {
      expect(statSync(file).size).toBe(TEST_SEGMENT_BYTES);
    }
    const records = await drain(spool);
    expect(records.map(numberOf)).toEqual(range(0, 4_000));
    expect(records.map(({ sequence }) => sequence)).toEqual(range(nextSequence, nextSequence + 4_000));
    expect(spool.stats()).toMatchObject({ pendingRecords: 0, pendingBytes: 0, segments: 1 });
  });

  it('rejects a record that no segment can hold, and takes the largest that one can', async () => {
    const spool = await temporary.open({ segmentBytes: 1 << 20 });
    const room = (1 << 20) - SEGMENT_HEADER_BYTES - RECORD_HEADER_BYTES - 'default'.length;
    await expect(spool.store(entry(1, { body: Buffer.alloc(room + 1) }))).rejects.toMatchObject({
      code: 'SPOOL_RECORD_TOO_LARGE',
    });
    await spool.store(entry(2, { body: Buffer.alloc(room) }));
    await spool.store(entry(3, { body: Buffer.alloc(room) }));
    expect((await drain(spool)).map(({ body }) => body.length)).toEqual([room, room]);
  });

  it.each<[string, Partial<SpoolEntry>]>([
    ['an account of more than 65,535 bytes', { account: 'x'.repeat(65_536) }],
    ['a time before 1970', { receivedAt: -1 }],
    ['a time that is none', { receivedAt: Number.NaN }],
    ['an occurrence below zero', { occurrence: -1n }],
    ['an occurrence of more than 64 bits', { occurrence: 1n << 64n }],
  ])('rejects %s without harm to the records beside it', async (_what, overrides) => {
    const spool = await temporary.open();
    const before = spool.store(entry(0));
    await expect(spool.store(entry(1, overrides))).rejects.toMatchObject({ code: 'SPOOL_RECORD_INVALID' });
    await Promise.all([before, spool.store(entry(2))]);
    expect((await drain(spool)).map(numberOf)).toEqual([0, 2]);
    expect(spool.stats().abandonedSegments).toBe(0);
  });

  it('keeps the others from harm when what follows a confirmation throws', async () => {
    const spool = await temporary.open();
    spool.append(entry(1), () => {
      throw new Error('of the caller');
    });
    await spool.store(entry(2));
    expect(temporary.messages('error')).toEqual(['What was to be done after an append failed']);
  });

  it('writes and confirms on closing what it took, and takes nothing afterwards', async () => {
    const spool = await temporary.open();
    const stored = storeAll(spool, range(0, 50));
    const closed = spool.close();
    await expect(spool.store(entry(50))).rejects.toMatchObject({ code: 'SPOOL_CLOSED' });
    await Promise.all([stored, closed]);
    const again = await temporary.open();
    expect((await drain(again)).map(numberOf)).toEqual(range(0, 50));
  });

  it('never appends to a segment of an earlier process', async () => {
    const first = await temporary.open();
    const { segmentId, sequence } = await first.store(entry(0));
    await first.close();
    const second = await temporary.open();
    const identity = await second.store(entry(1));
    expect(identity.segmentId).toBeGreaterThan(segmentId);
    expect(identity.sequence).toBeGreaterThan(sequence);
  });
});
