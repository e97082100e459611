import { readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { FileLock } from '../../platform/data-directory/file-lock';
import { makeDirectory } from '../../platform/data-directory/make-directory';
import { BackupError } from './backup-error';
import { syncFolder } from './copied-file';
import { MANIFEST, manifestText, readManifest } from './manifest';
import type { Manifest } from './manifest';

/** When it was begun, to the millisecond: ids and times sort alike. */
const ID = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;
const UNFINISHED = '.unfinished';

/** What a manifest holds. */
type Identified = Readonly<Record<string, unknown>> & { readonly id: string };

/** A directory with any number of backups, each in a folder of its own. */
export class BackupDirectory {
  constructor(readonly path: string) {}

  /**
   * @param named a directory of backups, of which the latest is meant; or the folder of one of them
   * @throws BackupError BACKUP_NOT_FOUND, BACKUP_DIRECTORY
   */
  static async find(named: string): Promise<{ readonly directory: BackupDirectory; readonly id: string }> {
    const path = resolve(named);
    const name = basename(path);
    if (name.endsWith(UNFINISHED))
      throw new BackupError(
        'BACKUP_NOT_FOUND',
        `${path} was broken off while it was made, and is never restored. Name another, or the directory with all of them.`,
      );
    if (ID.test(name)) return { directory: new BackupDirectory(dirname(path)), id: name };
    const directory = new BackupDirectory(path);
    const id = (await directory.ids()).at(-1);
    if (id === undefined)
      throw new BackupError('BACKUP_NOT_FOUND', `There is no backup in ${path} that was made to its end.`);
    return { directory, id };
  }

  static idOf(ms: number): string {
    return new Date(ms).toISOString().replaceAll(/[:.]/g, '-');
  }

  /** Those that were made to their end, the oldest first. @throws BackupError BACKUP_DIRECTORY */
  async ids(): Promise<string[]> {
    return (await this.names()).filter((name) => ID.test(name)).sort();
  }

  folderOf(id: string): string {
    return join(this.path, id);
  }

  manifestOf(id: string): Promise<Manifest> {
    return readManifest(this.folderOf(id));
  }

  /** Keeps others from writing there meanwhile; makes the directory. @throws BackupError */
  async lock(): Promise<FileLock> {
    const lock = await this.orExplained(() => {
      makeDirectory(this.path);
      return FileLock.tryTake(join(this.path, 'lock'));
    });
    if (lock) return lock;
    throw new BackupError(
      'BACKUP_UNDER_WAY',
      `Another backup is being written to ${this.path}. Run this one when it is done.`,
    );
  }

  /** An empty folder for a backup, which nobody takes for one before it is finished. */
  begin(id: string): string {
    const folder = this.folderOf(id) + UNFINISHED;
    makeDirectory(folder);
    return folder;
  }

  /** Makes a backup of its folder, in one step. */
  async finish(manifest: Identified, name = MANIFEST): Promise<void> {
    const folder = this.folderOf(manifest.id);
    const unfinished = folder + UNFINISHED;
    await writeFile(join(unfinished, name), manifestText(manifest), { mode: 0o600, flush: true });
    await syncFolder(unfinished);
    await rename(unfinished, folder);
    await syncFolder(this.path);
  }

  /** Removes what was broken off. The caller holds the lock. */
  async removeUnfinished(): Promise<void> {
    for (const name of await this.names())
      if (name.endsWith(UNFINISHED)) await rm(join(this.path, name), { recursive: true });
  }

  /** Removes a backup: first of all, it is none any more. */
  async remove(id: string): Promise<void> {
    const gone = this.folderOf(id) + UNFINISHED;
    await rename(this.folderOf(id), gone);
    await syncFolder(this.path);
    await rm(gone, { recursive: true });
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.path);
    return bavail * bsize;
  }

  private names(): Promise<string[]> {
    return this.orExplained(() => readdir(this.path));
  }

  private async orExplained<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw BackupError.ofSystem(error, this.path);
    }
  }
}
