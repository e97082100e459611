import type { Spool } from './spool';
import { FaultyFiles, systemError } from './testing/faulty-files';
import { drain, entry, numberOf, range, TemporarySpool } from './testing/temporary-spool';

const SEGMENT_BYTES = 8 << 10;

describe('A kill before any operation on a file', () => {
  let temporary: TemporarySpool;

  beforeEach(() => {
    temporary = new TemporarySpool();
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  /** Everything in the spool, drained or not. */
  async function everythingIn(spool: Spool): Promise<number[]> {
    for (const { segmentId } of spool.drainedSegments()) await spool.rewind(segmentId);
    return (await drain(spool)).map(numberOf).sort((one, other) => one - other);
  }

  it('costs nothing that was confirmed and doubles nothing, through appends, a failed sync, and draining', async () => {
    const files = new FaultyFiles();
    const confirmed: number[] = [];
    const crashes: { directory: string; confirmed: number; appended: number }[] = [];
    let appended = 0;
    let failNextSync = false;
    files.fault = (operation) => {
      if (operation === 'read' || operation === 'free-bytes' || operation === 'make-directory')
        return undefined;
      const directory = temporary.copy(`crash-${crashes.length}`);
      crashes.push({ directory, confirmed: confirmed.length, appended });
      if (operation !== 'datasync' || !failNextSync) return undefined;
      failNextSync = false;
      return systemError('EIO');
    };
    const store = async (spool: Spool, numbers: readonly number[]): Promise<void> => {
      appended += numbers.length;
      await Promise.all(
        numbers.map((number) => spool.store(entry(number)).then(() => confirmed.push(number))),
      );
    };

    const spool = await temporary.open({ files, segmentBytes: SEGMENT_BYTES });
    for (const start of range(0, 5)) await store(spool, range(start * 20, start * 20 + 20));
    failNextSync = true;
    await store(spool, range(100, 120));
    await drain(spool);
    await store(spool, range(120, 140));
    const [drained] = spool.drainedSegments();
    await spool.rewind(drained?.segmentId ?? 0n);
    await drain(spool);
    await store(spool, range(140, 160));
    await spool.close();
    files.fault = () => undefined;

    expect(confirmed).toHaveLength(160);
    expect(crashes.length).toBeGreaterThan(60);
    for (const crash of crashes) {
      const restarted = await temporary.open({ directory: crash.directory, segmentBytes: SEGMENT_BYTES });
      const found = await everythingIn(restarted);
      await restarted.close();
      // Whole groups may be there that were about to be confirmed.
      expect(found.length).toBeGreaterThanOrEqual(crash.confirmed);
      expect(found.length).toBeLessThanOrEqual(crash.appended);
      expect(found).toEqual(range(0, found.length));
    }
    expect(temporary.messages('error')).toEqual([
      'A write to the spool failed: the segment is abandoned, the group is written to the spare',
    ]);
  });
});
