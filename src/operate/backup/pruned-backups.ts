import type { BackupDirectory } from './backup-directory';

/**
 * Removes all but the latest backups, and what these need of earlier ones.
 * @param keep how many, at least one
 * @returns the ids of those that were removed
 * @throws BackupError where it cannot be read what one to be kept needs: then nothing is removed
 */
export async function pruneBackups(directory: BackupDirectory, keep: number): Promise<string[]> {
  const ids = await directory.ids();
  const needed = new Set<string>();
  for (const id of ids.slice(-keep)) {
    const { base, files } = await directory.manifestOf(id);
    for (const one of [id, ...(base === null ? [] : [base]), ...files.map((file) => file.in)])
      needed.add(one);
  }
  const removed = ids.filter((id) => !needed.has(id));
  for (const id of removed) await directory.remove(id);
  return removed;
}
