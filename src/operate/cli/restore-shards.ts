import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { placeAgain } from '../../platform/clickhouse/cluster/account-shards';
import { connectForCommand } from '../../platform/clickhouse/connect-for-command';
import { secretsFileIn } from '../../platform/config/secrets-file';
import type { Settings } from '../../platform/config/settings';
import { dataDirOfShard } from '../../platform/config/settings-of-shard';
import { DataDirectoryLock } from '../../platform/data-directory/data-directory-lock';
import { makeDirectory } from '../../platform/data-directory/make-directory';
import {
  isRestoredFrom,
  isRestoreUnfinished,
  markRestore,
  unmarkRestore,
} from '../../platform/data-directory/unfinished-restore';
import { replaceFile } from '../../store/receivers/replace-file';
import { BackupError } from '../backup/backup-error';
import { requireEmptyDirectory } from '../backup/restored-files';
import { WholeBackups } from '../backup/whole-backups';
import type { WholeBackup } from '../backup/whole-backups';
import type { CommandEnvironment } from './command-context';
import { onEachShard } from './on-each-shard';
import { restoreDatabase } from './restore-database';

/**
 * Restores a backup of all shards to as many, with the place of every account. Broken off, it goes on with the shards
 * that are not done.
 * @param oldDataDir from which spools are brought over as well
 * @throws BackupError, NotOnEveryShard, DataDirectoryInUse, ClickHouseError
 */
export async function restoreShards(
  environment: CommandEnvironment,
  from: string,
  oldDataDir: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { settings } = environment;
  const { backups, whole } = await WholeBackups.find(from);
  requireAsMany(whole, settings);
  const { dataDir } = settings;
  makeDirectory(dataDir);
  const lock = await DataDirectoryLock.take(dataDir);
  try {
    await begin(dataDir, backups.folderOf(whole.id));
    await placeAccounts(environment, whole);
    await onEachShard(environment, async (own, shard = '') => {
      const done = doneIn(dataDir);
      if (done.includes(shard)) {
        console.log('It was restored before.');
        return;
      }
      makeDirectory(own.settings.dataDir);
      const directory = backups.ofShard(shard);
      const manifest = await directory.manifestOf(whole.shards[Number(shard) - 1] ?? '');
      const old = oldDataDir === undefined ? undefined : dataDirOfShard({ dataDir: oldDataDir }, shard);
      await restoreDatabase(own, { directory, manifest }, old, signal);
      await replaceFile(noteIn(dataDir), Buffer.from(JSON.stringify([...done, shard])));
    });
    if (whole.secrets !== null) await replaceFile(secretsFileIn(dataDir), Buffer.from(whole.secrets));
    rmSync(noteIn(dataDir));
    unmarkRestore(dataDir);
  } finally {
    lock.release();
  }
  console.log(`Restored ${whole.id} to all ${whole.shards.length} shards. The service can be started.`);
}

function requireAsMany({ id, shards }: WholeBackup, settings: Settings): void {
  if (shards.length === settings.shards.length) return;
  throw new BackupError(
    'BACKUP_NOT_POSSIBLE',
    `The backup ${id} is of ${shards.length} shards, and CLICKHOUSE_URL names ${settings.shards.length}: it can be ` +
      'restored to as many only, since every account stays on its shard.',
  );
}

/** Nothing is in the directory, or what was restored of this very backup. @throws BackupError */
async function begin(dataDir: string, from: string): Promise<void> {
  if (isRestoredFrom(dataDir, from)) return;
  if (isRestoreUnfinished(dataDir))
    throw new BackupError(
      'RESTORE_NOT_EMPTY',
      `Another backup was begun to be restored to ${dataDir}: go on with that, or set DATA_DIR and CLICKHOUSE_DATABASE ` +
        'to others.',
    );
  await requireEmptyDirectory(dataDir);
  markRestore(dataDir, from);
}

/** Which shards are restored already stands there until all are. */
function noteIn(dataDir: string): string {
  return join(dataDir, 'restored-shards.json');
}

function doneIn(dataDir: string): readonly string[] {
  const note = noteIn(dataDir);
  return existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as string[]) : [];
}

/** @throws BackupError where one of them has another place */
async function placeAccounts(
  { settings, log }: CommandEnvironment,
  { id, accounts }: WholeBackup,
): Promise<void> {
  const { clickhouse, close } = await connectForCommand(settings, log, false);
  try {
    const others = await placeAgain(clickhouse, accounts);
    if (others.length === 0) return;
    throw new BackupError(
      'RESTORE_NOT_EMPTY',
      `In the database "${clickhouse.database}" these accounts are on other shards than in the backup ${id}: ` +
        `${others.map(({ account }) => account).join(', ')}. Set CLICKHOUSE_DATABASE to another.`,
    );
  } finally {
    await close();
  }
}
