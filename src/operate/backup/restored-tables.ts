import { join } from 'node:path';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { BackupDirectory } from './backup-directory';
import { BackupError } from './backup-error';
import { copyFile } from './copied-file';
import type { CopyOptions } from './copied-file';
import { keepsRows } from './frozen-tables';
import type { Manifest } from './manifest';
import { restoreOnServer, serverPlace } from './server-tables';
import type { ServerWatch } from './server-tables';

const TIMEOUT_MS = 3_600_000;

/**
 * Makes the tables of a backup in a database without any, and fills them.
 * @throws BackupError, ClickHouseError
 */
export async function restoreTables(
  clickhouse: ClickHouse,
  backup: { readonly directory: BackupDirectory; readonly manifest: Manifest },
  options: CopyOptions & ServerWatch,
): Promise<void> {
  const { tables, tablesIn, id, database } = backup.manifest;
  const isOfServer = tablesIn !== 'files';
  for (const { name, create } of tables)
    if (!isOfServer || !keepsRows(name)) await clickhouse.commandText(create, {}, `make the table ${name}`);
  if (!isOfServer) {
    await attachParts(clickhouse, backup, options);
    return;
  }
  const place = serverPlace(tablesIn.server);
  if (!place) throw new BackupError('BACKUP_DAMAGED', `"${tablesIn.server}" names no place of a server.`);
  const names = tables.map(({ name }) => name).filter(keepsRows);
  await restoreOnServer(clickhouse, place, { id, database, tables: names }, options);
}

async function attachParts(
  clickhouse: ClickHouse,
  { directory, manifest }: { readonly directory: BackupDirectory; readonly manifest: Manifest },
  options: CopyOptions,
): Promise<void> {
  const rows = await clickhouse.query<{ name: string; folder: string }>('backup/table_folders');
  const folders = new Map(rows.map(({ name, folder }) => [name, folder]));
  for (const { path, in: id } of manifest.files) {
    const [, table = '', rest = ''] = /^tables\/(\w+)\/(.+)$/.exec(path) ?? [];
    if (rest === '') continue;
    const folder = folders.get(table);
    if (folder === undefined)
      throw new BackupError('BACKUP_DAMAGED', `The backup has rows of ${table}, and no such table.`);
    await copyFile(join(directory.folderOf(id), path), join(folder, 'detached', rest), options);
  }
  for (const { name } of manifest.tables.filter((table) => table.rows !== 0))
    await clickhouse.command('backup/attach', { table: name }, { timeoutMs: TIMEOUT_MS });
  const [left] = await clickhouse.query<{ table: string; name: string }>('backup/detached');
  if (left)
    throw new BackupError(
      'BACKUP_DAMAGED',
      `ClickHouse does not take the part ${left.name} of ${left.table}.`,
    );
}
