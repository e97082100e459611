import type { BackupDirectory } from './backup-directory';

/**
 * Removes all backups but some, and what these need of earlier ones.
 * @param kept the ids of those that stay
 * @returns the ids of those that were removed
 * @throws BackupError where it cannot be read what one to be kept needs: then nothing is removed
 */
export async function pruneAllBut(directory: BackupDirectory, kept: readonly string[]): Promise<string[]> {
  const ids = await directory.ids();
  const needed = new Set<string>();
  for (const id of kept) {
    const { base, files } = await directory.manifestOf(id);
    for (const one of [id, ...(base === null ? [] : [base]), ...files.map((file) => file.in)])
      needed.add(one);
  }
  const removed = ids.filter((id) => !needed.has(id));
  for (const id of removed) await directory.remove(id);
  return removed;
}

/** The same of all but the latest. @param keep how many of these, at least one */
export async function pruneBackups(directory: BackupDirectory, keep: number): Promise<string[]> {
  return pruneAllBut(directory, (await directory.ids()).slice(-keep));
}
