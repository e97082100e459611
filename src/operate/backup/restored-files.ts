import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RESTORE_MARK, isRestoreUnfinished } from '../../platform/data-directory/unfinished-restore';
import type { Settings } from '../../platform/config/settings';
import type { BackupDirectory } from './backup-directory';
import { BackupError } from './backup-error';
import { copyFile, syncFolder } from './copied-file';
import type { CopyOptions } from './copied-file';
import type { Manifest } from './manifest';

/** What whoever looks at settings or takes the lock leaves in a directory where nothing is. */
const NOT_DATA = ['lock', 'secrets.json', RESTORE_MARK];

/**
 * Whatever an earlier restore has left that was broken off is removed: before it, there was nothing.
 * @throws BackupError RESTORE_NOT_EMPTY
 */
export async function requireEmptyDirectory(dataDir: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => !NOT_DATA.includes(name));
  if (names.length === 0) return;
  if (!isRestoreUnfinished(dataDir))
    throw new BackupError(
      'RESTORE_NOT_EMPTY',
      `${dataDir} is not empty: it holds ${names.sort().slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}. A ` +
        'backup is restored only where nothing is. Move it away (mv), or set DATA_DIR to another directory; --spool ' +
        'brings the deliveries over that it has received since.',
    );
  for (const name of names) await rm(join(dataDir, name), { recursive: true });
}

/** Puts back what lay in the data directory. */
export async function restoreDataDirectory(
  { directory, manifest }: { readonly directory: BackupDirectory; readonly manifest: Manifest },
  dataDir: string,
  options: CopyOptions,
): Promise<void> {
  for (const { path, in: id } of manifest.files) {
    if (!path.startsWith('files/')) continue;
    const to = join(dataDir, path.slice('files/'.length));
    await rm(to, { force: true });
    await copyFile(join(directory.folderOf(id), path), to, options);
    await syncFolder(dirname(to));
  }
}

/**
 * Puts rules, calendars and `.env` where they are looked for, if nothing is there: whoever has put others there already
 * wants these.
 * @returns the paths of what was put there, and of what was left as it is
 */
export async function restoreConfiguration(
  { directory, manifest }: { readonly directory: BackupDirectory; readonly manifest: Manifest },
  { configFile }: Pick<Settings, 'configFile'>,
  options: CopyOptions,
): Promise<{ readonly written: readonly string[]; readonly left: readonly string[] }> {
  const written: string[] = [];
  const left: string[] = [];
  for (const { path, in: id } of manifest.files) {
    if (!path.startsWith('config/')) continue;
    const name = path.slice('config/'.length);
    const to = name === '.env' ? join(process.cwd(), name) : join(dirname(configFile.path), name);
    if (existsSync(to)) left.push(to);
    else {
      await copyFile(join(directory.folderOf(id), path), to, options);
      written.push(to);
    }
  }
  return { written, left };
}
