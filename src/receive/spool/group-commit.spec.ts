import { cpSync, readdirSync } from 'node:fs';
import type { Spool } from './spool';
import type { SpoolOptions } from './spool-options';
import { FaultyFiles, systemError } from './testing/faulty-files';
import type { Fault, Operation } from './testing/faulty-files';
import { ManualClock } from './testing/manual-clock';
import { offsetsOf, overwrite } from './testing/segment-bytes';
import { drain, entry, filesIn, numberOf, range, storeAll, TemporarySpool } from './testing/temporary-spool';

/** Fails these operations on the segment that the first of them meets, and on no other. */
function onOneSegment(code: string, ...operations: readonly Operation[]): Fault {
  let failing: string | undefined;
  return (operation, file) => {
    if (operation === operations[0] && file.endsWith('.segment')) failing ??= file;
    return operations.includes(operation) && file === failing ? systemError(code) : undefined;
  };
}

describe('When the disk fails, a spool', () => {
  let temporary: TemporarySpool;
  let files: FaultyFiles;

  beforeEach(() => {
    temporary = new TemporarySpool();
    files = new FaultyFiles();
  });

  afterEach(async () => {
    files.fault = () => undefined;
    await temporary.dispose();
  });

  function open(options: Partial<SpoolOptions> = {}): Promise<Spool> {
    return temporary.open({ files, ...options });
  }

  /** What is in the spool after a kill, once drained. */
  async function numbersAfterKill(): Promise<number[]> {
    const spool = await temporary.open({ directory: temporary.copy('killed') });
    return (await drain(spool)).map(numberOf);
  }

  it.each<[string, Fault]>([
    ['a write fails', onOneSegment('EIO', 'write')],
    ['a sync fails', onOneSegment('EIO', 'datasync')],
    ['a sync fails and the segment cannot even be cut', onOneSegment('EIO', 'datasync', 'truncate')],
    [
      'only a part of the group is written',
      ((): Fault => {
        let times = 0;
        return (operation, file) =>
          operation === 'write' && file.endsWith('.segment') && times++ === 0 ? 3 : undefined;
      })(),
    ],
  ])('confirms the group from the spare, and gives each record once, when %s', async (_what, fault) => {
    const spool = await open();
    await storeAll(spool, range(0, 10));
    files.fault = fault;
    await storeAll(spool, range(10, 20));
    await storeAll(spool, range(20, 30));
    expect(spool.stats()).toMatchObject({ abandonedSegments: 1, pendingRecords: 30 });
    expect(await numbersAfterKill()).toEqual(range(0, 30));
    expect((await drain(spool)).map(numberOf)).toEqual(range(0, 30));
  });

  it.each(['segment', 'spare'])(
    'gives each record once when neither copy of a failed group could be cut and the one in the %s has a hole',
    async (where) => {
      const spool = await open({ onFatal: () => undefined });
      await storeAll(spool, range(0, 10));
      files.fault = (operation) =>
        ['datasync', 'truncate', 'unlink'].includes(operation) ? systemError('EIO') : undefined;
      await Promise.allSettled(range(10, 20).map((number) => spool.store(entry(number))));
      const directory = temporary.copy('killed');
      const [segment = '', spare = ''] = filesIn(directory, '.segment');
      // The power went, too: the disk never got some of the sectors.
      const [file, from = 0, to = 0] =
        where === 'segment'
          ? [segment, ...offsetsOf(range(0, 20)).slice(10)]
          : [spare, ...offsetsOf(range(10, 20)).slice(1)];
      overwrite(file, from, (bytes) => bytes.fill(0), to - from);
      files.fault = () => undefined;
      const numbers = (await drain(await temporary.open({ directory }))).map(numberOf);
      expect(numbers).toEqual([...new Set(numbers)]);
      expect(numbers).toEqual(expect.arrayContaining([...range(0, 11), ...range(12, 20)]));
    },
  );

  it('never writes again to a file after one of its syncs failed', async () => {
    const spool = await open();
    await storeAll(spool, [0]);
    const written: string[] = [];
    let failedFile: string | undefined;
    files.fault = (operation, file) => {
      if (operation === 'write') written.push(file);
      if (operation !== 'datasync' || failedFile !== undefined) return undefined;
      failedFile = file;
      written.length = 0;
      return systemError('EIO');
    };
    await storeAll(spool, [1]);
    await storeAll(spool, [2]);
    expect(failedFile).toBeDefined();
    expect(written.length).toBeGreaterThan(1);
    expect(written).not.toContain(failedFile);
  });

  it('does not take records for copies that only have the same numbers', async () => {
    // Directories whose spools start at the same time count alike.
    const clock = new ManualClock(1_770_000_000_000);
    const first = await open({ clock });
    await storeAll(first, range(0, 10));
    await first.close();
    const other = await open({ clock, directory: `${temporary.directory}-other` });
    await storeAll(other, range(50, 65));
    await other.close();
    cpSync(`${temporary.directory}-other`, temporary.directory, { recursive: true });
    const numbers = (await numbersAfterKill()).sort((one, another) => one - another);
    expect(numbers).toEqual([...range(0, 10), ...range(50, 65)]);
  });

  it('rejects the group and says that it cannot go on when the spare fails too', async () => {
    const fatal: Error[] = [];
    const spool = await open({ onFatal: (error) => fatal.push(error) });
    await storeAll(spool, range(0, 5));
    files.fault = (operation) => (operation === 'datasync' ? systemError('EIO') : undefined);
    const code = 'SPOOL_WRITE_FAILED';
    const outcomes = await Promise.allSettled(range(5, 10).map((number) => spool.store(entry(number))));
    expect(outcomes).toMatchObject(range(5, 10).map(() => ({ status: 'rejected', reason: { code } })));
    expect(fatal).toMatchObject([{ code: 'EIO' }]);
    expect(spool.refusal()?.code).toBe('SPOOL_FAILED');
    await expect(spool.store(entry(10))).rejects.toMatchObject({ code });
    files.fault = () => undefined;
    expect(await numbersAfterKill()).toEqual(range(0, 5));
  });

  it('refuses while no segment can be prepared for want of room, keeps what it has, and then goes on', async () => {
    const clock = new ManualClock(1_770_000_000_000);
    const spool = await open({ clock });
    files.fault = (operation, file) =>
      operation === 'write' && file.endsWith('.preparing') ? systemError('ENOSPC') : undefined;
    const stored: number[] = [];
    const rejected: unknown[] = [];
    for (const number of range(0, 3_000)) {
      await spool.store(entry(number)).then(
        () => stored.push(number),
        (error: unknown) => rejected.push(error),
      );
    }
    expect(rejected.length).toBeGreaterThan(0);
    expect(rejected[0]).toMatchObject({ code: 'SPOOL_NO_SEGMENT', cause: { code: 'ENOSPC' } });
    expect(spool.refusal()?.code).toBe('SPOOL_NO_SEGMENT');
    expect(await numbersAfterKill()).toEqual(stored);

    clock.tick();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(spool.refusal()?.code).toBe('SPOOL_NO_SEGMENT');

    files.fault = () => undefined;
    clock.tick();
    while (spool.refusal() !== undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    await storeAll(spool, range(3_000, 3_010));
    expect((await drain(spool)).map(numberOf)).toEqual([...stored, ...range(3_000, 3_010)]);
  });

  it('rejects the group and stays alive when segment and spare both meet a full disk', async () => {
    const fatal: Error[] = [];
    const clock = new ManualClock(1_770_000_000_000);
    const spool = await open({ clock, onFatal: (error) => fatal.push(error) });
    await storeAll(spool, [0]);
    files.fault = (operation) => (operation === 'write' ? systemError('ENOSPC') : undefined);
    await expect(spool.store(entry(1))).rejects.toMatchObject({ code: 'SPOOL_WRITE_FAILED' });
    expect(spool.refusal()?.code).toBe('SPOOL_NO_SEGMENT');
    files.fault = () => undefined;
    clock.tick();
    while (spool.refusal() !== undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    await storeAll(spool, [2]);
    expect(fatal).toEqual([]);
    expect((await drain(spool)).map(numberOf)).toEqual([0, 2]);
  });

  it('opens with a full disk, can be read, and refuses until there is room', async () => {
    const earlier = await open();
    await storeAll(earlier, range(0, 5));
    const directory = temporary.copy('full');
    const clock = new ManualClock(1_770_000_000_000);
    files.fault = (operation) => (operation === 'write' ? systemError('ENOSPC') : undefined);
    const spool = await open({ directory, clock });
    expect(spool.refusal()?.code).toBe('SPOOL_NO_SEGMENT');
    expect((await drain(spool)).map(numberOf)).toEqual(range(0, 5));
    files.fault = () => undefined;
    clock.tick();
    while (spool.refusal() !== undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await spool.store(entry(5))).sequence).toBeGreaterThanOrEqual(earlier.stats().nextSequence);
  });

  it('finds the room for a segment in what an earlier process prepared and never used', async () => {
    await open();
    const directory = temporary.copy('full');
    let full = true;
    files.fault = (operation) => {
      if (operation === 'unlink') full = false;
      return operation === 'write' && full ? systemError('ENOSPC') : undefined;
    };
    const spool = await open({ directory, clock: new ManualClock(1_770_000_000_000) });
    expect(spool.refusal()).toBeUndefined();
    await storeAll(spool, [0]);
  });

  it('leaves nothing of the segments that it failed to prepare', async () => {
    const clock = new ManualClock(1_770_000_000_000);
    let failures = 0;
    files.fault = (operation, file) => {
      if (operation !== 'sync-directory' || file !== 'spool') return undefined;
      failures += 1;
      return systemError('EIO');
    };
    const spool = await open({ clock });
    while (failures < 5) {
      clock.tick();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    // Waits for an attempt that is under way.
    await spool.close();
    expect(readdirSync(temporary.directory)).toEqual(['quarantine']);
  });
});
