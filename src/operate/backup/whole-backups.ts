import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupDirectory } from './backup-directory';
import { BackupError } from './backup-error';
import { readContents } from './manifest';
import { pruneAllBut } from './pruned-backups';

const MANIFEST_OF_ALL = 'shards.json';

const contents = z.strictObject({
  format: z.literal(1),
  id: z.string(),
  /** Of the program. */
  version: z.string(),
  /** The id of the backup of each shard, in the order of all. */
  shards: z.array(z.string()).min(2),
  /** On which shard each account is, by its number, from 1. */
  accounts: z.array(z.strictObject({ account: z.string(), shard: z.int().min(1) })),
  /** What `DATA_DIR/secrets.json` holds; null: there is none. */
  secrets: z.string().nullable(),
});

export type WholeBackup = z.infer<typeof contents>;

/**
 * A directory with backups of all shards, each of which names one backup of every shard. These lie in folders of their
 * own beside them, `shard-1` and so on, and build each on those of its own shard.
 */
export class WholeBackups {
  private readonly directory: BackupDirectory;

  constructor(readonly path: string) {
    this.directory = new BackupDirectory(path);
  }

  /** Whether a folder is that of a backup of all shards. */
  static isOne(folder: string): boolean {
    return existsSync(join(folder, MANIFEST_OF_ALL));
  }

  /** @param named as of {@link BackupDirectory.find} @throws BackupError */
  static async find(named: string): Promise<{ readonly backups: WholeBackups; readonly whole: WholeBackup }> {
    const { directory, id } = await BackupDirectory.find(named);
    const backups = new WholeBackups(directory.path);
    return { backups, whole: await backups.read(id) };
  }

  /** Of one shard, by its number. */
  ofShard(shard: string): BackupDirectory {
    return new BackupDirectory(join(this.path, `shard-${shard}`));
  }

  folderOf(id: string): string {
    return this.directory.folderOf(id);
  }

  /** Those that were made to their end, the oldest first. */
  ids(): Promise<string[]> {
    return this.directory.ids();
  }

  read(id: string): Promise<WholeBackup> {
    return readContents(this.folderOf(id), MANIFEST_OF_ALL, contents);
  }

  /** The numbers of the shards that anything is here of. */
  async shards(): Promise<string[]> {
    const names = await readdir(this.path).catch((error: unknown) => {
      throw BackupError.ofSystem(error, this.path);
    });
    return names.flatMap((name) => /^shard-(\d+)$/.exec(name)?.[1] ?? []).sort();
  }

  /** What any of them names that is not there, or that cannot be read; those of shards are not looked into. */
  async problems(): Promise<string[]> {
    const problems: string[] = [];
    for (const id of await this.ids())
      try {
        const { shards } = await this.read(id);
        for (const [index, own] of shards.entries()) await this.ofShard(String(index + 1)).manifestOf(own);
      } catch (error) {
        if (!(error instanceof BackupError)) throw error;
        problems.push(`${id}: ${error.message}`);
      }
    return problems;
  }

  /** From then on it counts. */
  async add(whole: WholeBackup): Promise<void> {
    const lock = await this.directory.lock();
    try {
      await this.directory.removeUnfinished();
      this.directory.begin(whole.id);
      await this.directory.finish(whole, MANIFEST_OF_ALL);
    } finally {
      lock.release();
    }
  }

  /**
   * Removes all but the latest, and what no other needs of the backups of shards.
   * @returns the ids of those that were removed
   */
  async prune(keep: number): Promise<string[]> {
    const lock = await this.directory.lock();
    try {
      const ids = await this.ids();
      const kept = await Promise.all(ids.slice(-keep).map((id) => this.read(id)));
      const removed = ids.slice(0, -keep);
      for (const id of removed) await this.directory.remove(id);
      for (const shard of await this.shards()) {
        const directory = this.ofShard(shard);
        const own = await directory.lock();
        try {
          await pruneAllBut(
            directory,
            kept.flatMap(({ shards }) => shards[Number(shard) - 1] ?? []),
          );
        } finally {
          own.release();
        }
      }
      return removed;
    } finally {
      lock.release();
    }
  }
}
