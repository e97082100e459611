import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SegmentMove } from './segment-move';
import type { Spool } from './spool';
import { FaultyFiles, systemError } from './testing/faulty-files';
import type { Operation } from './testing/faulty-files';
import { drain, filesIn, range, storeAll, TemporarySpool } from './testing/temporary-spool';

describe('Moving a drained segment into an archive', () => {
  let temporary: TemporarySpool;
  let files: FaultyFiles;
  let archive: string;

  beforeEach(() => {
    temporary = new TemporarySpool();
    files = new FaultyFiles();
    archive = join(temporary.root, 'deep', 'archive');
  });

  afterEach(async () => {
    await temporary.dispose();
  });

  async function withDrainedSegment(): Promise<{
    spool: Spool;
    segmentId: bigint;
    bytes: Buffer;
    name: string;
  }> {
    const first = await temporary.open();
    await storeAll(first, range(0, 10));
    await first.close();
    const spool = await temporary.open({ files });
    expect(await drain(spool)).toHaveLength(10);
    const [file = ''] = filesIn(temporary.directory, '.drained');
    const segmentId = spool.drainedSegments()[0]?.segmentId ?? 0n;
    return { spool, segmentId, bytes: readFileSync(file), name: basename(file) };
  }

  /** As if the archive were on another file system. */
  const acrossFileSystems = (operation: Operation, file: string) =>
    operation === 'rename' && file.endsWith('.drained') ? systemError('EXDEV') : undefined;

  it.each([
    ['the same file system, which frees no room', () => undefined, false],
    ['another file system, which frees room', acrossFileSystems, true],
  ])('takes it out of the spool, its name and bytes unchanged: %s', async (_, fault, freesRoom) => {
    const { spool, segmentId, bytes, name } = await withDrainedSegment();
    files.fault = fault;
    expect(await spool.moveOut(segmentId, new SegmentMove(archive))).toEqual({ freesRoom });
    expect(readdirSync(archive)).toEqual([name]);
    expect(readFileSync(join(archive, name)).equals(bytes)).toBe(true);
    expect(statSync(join(archive, name)).mode & 0o777).toBe(0o600);
    expect(filesIn(temporary.directory, '.drained')).toEqual([]);
    expect(spool.stats()).toMatchObject({ drainedSegments: 0, drainedBytes: 0 });
    await expect(spool.remove(segmentId)).rejects.toMatchObject({ code: 'SPOOL_UNKNOWN_SEGMENT' });
  });

  it('is tried out without a trace, and ends where no directory can be made', async () => {
    const { spool } = await withDrainedSegment();
    await spool.tryMove(new SegmentMove(archive));
    await spool.tryMove(new SegmentMove(archive));
    expect(readdirSync(archive)).toEqual([]);
    writeFileSync(join(temporary.root, 'file'), '');
    for (const place of [
      '/proc/archive/deep',
      join(temporary.root, 'file'),
      join(temporary.root, 'file', 'deep'),
    ])
      await expect(spool.tryMove(new SegmentMove(place))).rejects.toMatchObject({
        code: expect.stringMatching(/^(ENOENT|ENOTDIR|EEXIST)$/) as string,
      });
  });

  it('removes the original only when the copy and its name are on the disk', async () => {
    const { spool, segmentId } = await withDrainedSegment();
    files.done.length = 0;
    files.fault = acrossFileSystems;
    await spool.moveOut(segmentId, new SegmentMove(archive));
    const steps = files.done.filter((operation) =>
      ['write', 'sync', 'rename', 'sync-directory', 'unlink'].includes(operation),
    );
    expect(steps).toEqual([
      'unlink',
      'write',
      'sync',
      'rename',
      'sync-directory',
      'unlink',
      'sync-directory',
    ]);
  });

  it.each<Operation>(['create', 'write', 'sync', 'rename', 'sync-directory', 'make-directory'])(
    'keeps it in the spool when the archive fails to %s, and takes it the next time',
    async (failing) => {
      const { spool, segmentId, bytes, name } = await withDrainedSegment();
      files.fault = (operation, file) =>
        acrossFileSystems(operation, file) ?? (operation === failing ? systemError('ENOSPC') : undefined);
      const move = new SegmentMove(archive);
      await expect(spool.moveOut(segmentId, move)).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(spool.drainedSegments()).toMatchObject([{ segmentId }]);
      expect(readFileSync(join(temporary.directory, name)).equals(bytes)).toBe(true);
      files.fault = acrossFileSystems;
      await spool.moveOut(segmentId, move);
      expect(readdirSync(archive)).toEqual([name]);
      expect(readFileSync(join(archive, name)).equals(bytes)).toBe(true);
    },
  );

  it('puts it back when its new name could not be made durable', async () => {
    const { spool, segmentId, bytes, name } = await withDrainedSegment();
    files.fault = (operation, file) =>
      operation === 'sync-directory' && file === 'archive' ? systemError('EIO') : undefined;
    const move = new SegmentMove(archive);
    await expect(spool.moveOut(segmentId, move)).rejects.toMatchObject({ code: 'EIO' });
    expect(readFileSync(join(temporary.directory, name)).equals(bytes)).toBe(true);
    files.fault = () => undefined;
    await spool.moveOut(segmentId, move);
    expect(readdirSync(archive)).toEqual([name]);
  });

  it('replaces what an interrupted move left behind', async () => {
    const { spool, segmentId, bytes, name } = await withDrainedSegment();
    mkdirSync(archive, { recursive: true });
    writeFileSync(join(archive, `${name}.copying`), 'half of it');
    files.fault = acrossFileSystems;
    await spool.moveOut(segmentId, new SegmentMove(archive));
    expect(readdirSync(archive)).toEqual([name]);
    expect(readFileSync(join(archive, name)).equals(bytes)).toBe(true);
  });

  it('goes on after a write that took only a part', async () => {
    const { spool, segmentId, bytes, name } = await withDrainedSegment();
    let parts = 0;
    files.fault = (operation, file) =>
      operation === 'write' && (parts += 1) < 3 ? 100 : acrossFileSystems(operation, file);
    await spool.moveOut(segmentId, new SegmentMove(archive));
    expect(parts).toBe(3);
    expect(readFileSync(join(archive, name)).equals(bytes)).toBe(true);
  });
});
