import { join } from 'node:path';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { BackupDirectory } from './backup-directory';
import { BackupError } from './backup-error';
import { copyFile } from './copied-file';
import type { CopyOptions } from './copied-file';
import { keepsRows } from './frozen-tables';
import type { Manifest } from './manifest';
import { makeTables } from './new-database';
import { restoreOnServer } from './server-tables';
import type { ServerWatch } from './server-tables';

const TIMEOUT_MS = 3_600_000;

/**
 * Makes the tables of a backup in a database without any, on all nodes of a cluster, and fills them.
 * @throws BackupError, ClickHouseError
 */
export async function restoreTables(
  clickhouse: ClickHouse,
  backup: { readonly directory: BackupDirectory; readonly manifest: Manifest },
  options: CopyOptions & ServerWatch,
): Promise<void> {
  const { tables, tablesIn, id, database } = backup.manifest;
  await makeTables(clickhouse, tables);
  if (tablesIn === 'files') {
    await attachParts(clickhouse, backup, options);
    return;
  }
  const names = tables.map(({ name }) => name).filter(keepsRows);
  await restoreOnServer(clickhouse, tablesIn, { id, database, tables: names }, options);
}

async function attachParts(
  clickhouse: ClickHouse,
  { directory, manifest }: { readonly directory: BackupDirectory; readonly manifest: Manifest },
  options: CopyOptions,
): Promise<void> {
  const rows = await clickhouse.query<{ name: string; folder: string }>('backup/table_folders');
  const folders = new Map(rows.map(({ name, folder }) => [name, folder]));
  const laid = new Set<string>();
  for (const { path, in: id } of manifest.files) {
    const [, table = '', rest = ''] = /^tables\/(\w+)\/(.+)$/.exec(path) ?? [];
    if (rest === '') continue;
    const folder = folders.get(table);
    if (folder === undefined)
      throw new BackupError('BACKUP_DAMAGED', `The backup has rows of ${table}, and no such table.`);
    await copyFile(join(directory.folderOf(id), path), join(folder, 'detached', rest), options);
    laid.add(table);
  }
  // Also where all rows of a part have been deleted, which the engine keeps for a while.
  for (const { name } of manifest.tables.filter((table) => laid.has(table.name)))
    await clickhouse.command('backup/attach', { table: name }, { timeoutMs: TIMEOUT_MS });
  const [left] = await clickhouse.query<{ table: string; name: string }>('backup/detached');
  if (left)
    throw new BackupError(
      'BACKUP_DAMAGED',
      `ClickHouse does not take the part ${left.name} of ${left.table}.`,
    );
}
