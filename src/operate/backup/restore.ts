import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { ClickHouseAccess } from '../../platform/clickhouse/clickhouse-access';
import { connectForCommand } from '../../platform/clickhouse/connect-for-command';
import type { CommandConnection } from '../../platform/clickhouse/connect-for-command';
import {
  readMigrationLog,
  recordMigrationsOf,
  recordRestoreBegun,
  recordRestored,
} from '../../platform/clickhouse/migration-log';
import { migrate, requireKnown } from '../../platform/clickhouse/migrations';
import type { Settings } from '../../platform/config/settings';
import { DataDirectoryLock } from '../../platform/data-directory/data-directory-lock';
import { markRestore, unmarkRestore } from '../../platform/data-directory/unfinished-restore';
import type { Log } from '../../platform/logging/log';
import type { BackupDirectory } from './backup-directory';
import { BackupError } from './backup-error';
import type { Manifest } from './manifest';
import { createWithoutTables, dropTables, hasMigrationLog, presentTables } from './new-database';
import { requireEmptyDirectory, restoreConfiguration, restoreDataDirectory } from './restored-files';
import { restoreTables } from './restored-tables';
import { problemsOf, requireNone } from './verified-backup';

export interface RestoreProgress {
  readonly step: string;
  readonly bytes: number;
  readonly of: number;
}

export interface RestoreWatch {
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RestoreProgress) => void;
  /** What a person is to know when all is done. */
  readonly onNote: (note: string) => void;
}

export interface Backup {
  readonly directory: BackupDirectory;
  readonly manifest: Manifest;
}

/**
 * Restores a backup to a data directory, and a database, without anything in them. Until all is in and computed, no
 * service starts on either; broken off at any moment, it begins anew next time.
 * @param compute brings in the deliveries that the tables lack, and computes all numbers
 * @throws BackupError, MigrationsRefused, DataDirectoryInUse, ClickHouseError
 */
export async function restoreBackup(
  settings: Settings,
  backup: Backup,
  watch: RestoreWatch,
  compute: (clickhouse: ClickHouse) => Promise<void>,
): Promise<void> {
  try {
    await restoreAll(settings, backup, watch, compute);
  } catch (error) {
    if (!watch.signal.aborted) throw error;
    const message = 'Interrupted. What is there is not whole: run the same command again, which begins anew.';
    throw new BackupError('BACKUP_INTERRUPTED', message, { cause: error });
  }
}

async function restoreAll(
  settings: Settings,
  backup: Backup,
  watch: RestoreWatch,
  compute: (clickhouse: ClickHouse) => Promise<void>,
): Promise<void> {
  const { directory, manifest } = backup;
  const { dataDir } = settings;
  requireFitting(manifest, settings);
  const { signal } = watch;
  const of = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const counting = (step: string) => {
    let bytes = 0;
    return {
      signal,
      onBytes: (more: number) => {
        bytes += more;
        watch.onProgress({ step, bytes, of });
      },
      onWaiting: () => {
        watch.onProgress({ step: 'restoring on the server', bytes, of });
      },
    };
  };
  requireNone(await problemsOf(directory, manifest, counting('verifying')), manifest.id);

  const options = counting('restoring');
  const lock = await DataDirectoryLock.take(dataDir);
  try {
    await requireEmptyDirectory(dataDir);
    if (settings.clickhouse.url) await requireEmptyDatabase(settings, watch.log);
    markRestore(dataDir, directory.folderOf(manifest.id));
    await restoreDataDirectory(backup, dataDir, options);
    const { written, left } = await restoreConfiguration(backup, settings, options);
    for (const path of written) watch.onNote(`Put back: ${path}`);
    for (const path of left) watch.onNote(`Left as it is, for it is there already: ${path}`);
  } finally {
    lock.release();
  }
  await withDatabase(settings, watch.log, async ({ clickhouse, access }) => {
    // A service asks any of the nodes of a cluster whether it may begin.
    const servers = [...(await clickhouse.everyNode()).values()];
    for (const server of servers) await recordRestoreBegun(server, manifest.id);
    await restoreTables(clickhouse, backup, options);
    for (const server of servers) await recordMigrationsOf(server, manifest.migrations);
    const { database } = settings.clickhouse;
    await migrate({ access, database, log: watch.log, isRestore: true });
    await compute(clickhouse);
    signal.throwIfAborted();
    for (const server of servers) await recordRestored(server, manifest.id);
  });
  unmarkRestore(dataDir);
}

/** A database without tables, but for the log of its migrations. */
async function withDatabase(
  settings: Settings,
  log: Log,
  work: (
    connection: Pick<CommandConnection, 'clickhouse'> & { readonly access: ClickHouseAccess },
  ) => Promise<void>,
): Promise<void> {
  const { close, ...connection } = await connectForCommand(settings, log, false);
  try {
    await createWithoutTables({ access: connection.access, database: settings.clickhouse.database, log });
    await work(connection);
  } finally {
    await close();
  }
}

/** Of a server, or all nodes of a cluster. What an earlier restore has left goes: before it, there was nothing. */
async function requireEmptyDatabase(settings: Settings, log: Log): Promise<void> {
  const { clickhouse, close } = await connectForCommand(settings, log, false);
  try {
    for (const server of (await clickhouse.everyNode()).values()) await requireEmpty(server);
  } finally {
    await close();
  }
}

async function requireEmpty(clickhouse: ClickHouse): Promise<void> {
  const tables = await presentTables(clickhouse);
  const isHalfRestored = hasMigrationLog(tables) && (await readMigrationLog(clickhouse)).isRestoring;
  if (tables.length > (hasMigrationLog(tables) ? 1 : 0) && !isHalfRestored)
    throw new BackupError(
      'RESTORE_NOT_EMPTY',
      `The database "${clickhouse.database}" is not empty: it has ${tables.length} tables and views. A backup is ` +
        'restored only where nothing is. Set CLICKHOUSE_DATABASE to another, or drop it.',
    );
  await dropTables(clickhouse, tables);
}

function requireFitting({ tablesIn, migrations, id }: Manifest, { clickhouse }: Settings): void {
  requireKnown(migrations, `of the backup ${id}`);
  if ((tablesIn === 'files') === (clickhouse.url === undefined)) return;
  throw new BackupError(
    'BACKUP_NOT_POSSIBLE',
    tablesIn === 'files'
      ? `The backup ${id} was made of the embedded ClickHouse: restore it without CLICKHOUSE_URL.`
      : `The tables of the backup ${id} are kept by a ClickHouse server (${tablesIn.server}): set CLICKHOUSE_URL to it.`,
  );
}
