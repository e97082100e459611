import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupDirectory } from './backup-directory';
import type { Manifest } from './manifest';
import { pruneBackups } from './pruned-backups';
import { problemsOf } from './verified-backup';

const signal = new AbortController().signal;

describe('A directory of backups', () => {
  let path: string;
  let directory: BackupDirectory;
  const idOf = (day: number) => BackupDirectory.idOf(Date.UTC(2026, 0, day));

  /** A backup with files of its own, and of earlier ones. */
  const make = async (
    day: number,
    own: readonly string[],
    others: Manifest['files'] = [],
  ): Promise<Manifest> => {
    const id = idOf(day);
    const folder = directory.begin(id);
    const files = own.map((name) => {
      writeFileSync(join(folder, name), name);
      return { path: name, bytes: name.length, sha256: sha256(name), in: id };
    });
    const manifest: Manifest = {
      ...{
        format: 1,
        id,
        base: others[0]?.in ?? null,
        madeAt: new Date(Date.UTC(2026, 0, day)).toISOString(),
      },
      ...{ version: '1', database: 'd', receiver: null, tablesIn: 'files', tables: [], migrations: [] },
      ...{ settings: [], files: [...files, ...others] },
    };
    await directory.finish(manifest);
    return manifest;
  };
  const problems = async (day: number) =>
    (await problemsOf(directory, await directory.manifestOf(idOf(day)), { signal })).map(
      ({ problem }) => problem,
    );

  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'backups-'));
    directory = new BackupDirectory(path);
  });
  afterEach(() => {
    rmSync(path, { recursive: true });
  });

  it('knows the latest that was made to its end, and never one that was broken off', async () => {
    await expect(BackupDirectory.find(path)).rejects.toMatchObject({ code: 'BACKUP_NOT_FOUND' });
    await make(2, ['b']);
    await make(1, ['a']);
    const folder = directory.begin(idOf(3));
    expect(await BackupDirectory.find(path)).toMatchObject({ id: idOf(2) });
    expect(await BackupDirectory.find(join(path, idOf(1)))).toMatchObject({
      id: idOf(1),
      directory: { path },
    });
    await expect(BackupDirectory.find(folder)).rejects.toMatchObject({
      message: expect.stringContaining('was broken off') as string,
    });
    await directory.removeUnfinished();
    expect(readdirSync(path).sort()).toEqual([idOf(1), idOf(2)]);
  });

  it('lets one write at a time, for its owner only', async () => {
    const lock = await directory.lock();
    await expect(directory.lock()).rejects.toMatchObject({ code: 'BACKUP_UNDER_WAY' });
    lock.release();
    (await directory.lock()).release();
    await make(1, ['a']);
    expect(statSync(directory.folderOf(idOf(1))).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory.folderOf(idOf(1)), 'manifest.json')).mode & 0o777).toBe(0o600);
  });

  it('keeps the latest when it is pruned, and whatever these need', async () => {
    const [first] = (await make(1, ['a', 'b'])).files;
    if (first === undefined) throw new Error('it has files');
    await make(2, ['c']);
    await make(3, ['d'], [first]);
    await make(4, ['e'], [first]);
    expect(await pruneBackups(directory, 3)).toEqual([]);
    expect(await pruneBackups(directory, 1)).toEqual([idOf(2), idOf(3)]);
    expect(await problems(4)).toEqual([]);
    await make(5, ['f']);
    expect(await pruneBackups(directory, 1)).toEqual([idOf(1), idOf(4)]);
  });

  it('removes nothing where it cannot tell what is needed', async () => {
    await make(1, ['a']);
    await make(2, ['b']);
    writeFileSync(join(directory.folderOf(idOf(2)), 'manifest.json'), '{}');
    await expect(pruneBackups(directory, 1)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
    expect(await directory.ids()).toHaveLength(2);
  });

  it.each([
    ['cut off', '', 'has 0 bytes in place of 1'],
    ['changed', 'x', 'holds other bytes than were written'],
    ['gone', undefined, 'is missing'],
  ])('tells of a file that is %s, also of one in a backup that others build on', async (_, text, problem) => {
    const { files } = await make(1, ['a']);
    await make(2, ['b'], files);
    const file = join(directory.folderOf(idOf(1)), 'a');
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
    expect(await problems(1)).toEqual([problem]);
    expect(await problems(2)).toEqual([problem]);
  });

  it('tells a manifest that is no longer what was written', async () => {
    await make(1, ['a']);
    const file = join(directory.folderOf(idOf(1)), 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"database": "d"', '"database": "e"'));
    await expect(directory.manifestOf(idOf(1))).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
    rmSync(file);
    await expect(directory.manifestOf(idOf(1))).rejects.toMatchObject({ code: 'BACKUP_NOT_FOUND' });
  });

  it.each(['../a', '/a', 'a/../../b', './a'])('takes no path that leads out of it: %s', async (bad) => {
    const id = idOf(1);
    const { files, ...rest } = await make(1, ['a']);
    rmSync(directory.folderOf(id), { recursive: true });
    directory.begin(id);
    await directory.finish({ ...rest, files: files.map((file) => ({ ...file, path: bad })) });
    await expect(directory.manifestOf(id)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
  });

  it('says where it cannot be written', async () => {
    writeFileSync(join(path, 'file'), '');
    await expect(new BackupDirectory(join(path, 'file')).lock()).rejects.toMatchObject({
      code: 'BACKUP_DIRECTORY',
      message: expect.stringContaining('a file stands where a directory should') as string,
    });
    mkdirSync(join(path, 'none'));
    await expect(new BackupDirectory(join(path, 'none', 'x')).ids()).rejects.toMatchObject({
      message: expect.stringContaining('it is not there') as string,
    });
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
