import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { presentGenerations } from '../../compute/facts/generations';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { unreplicated } from '../../platform/clickhouse/cluster/replicated-engines';
import { dataFolderIn } from '../../platform/clickhouse/embedded/server-files';
import { BackupError } from './backup-error';
import type { BackedUpTable } from './manifest';

/** As in `backup/freeze`. */
const FROZEN = 'signalzen_backup';
/** Tables of what lives for a run, or of processes that will be gone. */
const PASSING = /^(run_.*|fact_changes|dirty_buckets|compute_leases|rebuilds)$/;
/** A rebuild switches tables in a moment, and seldom. */
const MAX_ATTEMPTS = 5;

export interface TableOfDatabase {
  readonly name: string;
  readonly uuid: string;
  /** The statement that makes it on a single server, without the database. */
  readonly create: string;
  readonly hasRows: boolean;
}

export interface FrozenTable extends BackedUpTable {
  /** Where its parts are, each a folder of files that do not change. */
  readonly folder: string;
  readonly parts: readonly string[];
}

/** Whether a backup has the rows of a table; else it is restored empty. */
export function keepsRows(table: string): boolean {
  return !PASSING.test(table);
}

/** All tables of the database, deliveries first. */
export async function tablesOfDatabase(clickhouse: ClickHouse): Promise<TableOfDatabase[]> {
  const rows = await clickhouse.query<{ name: string; uuid: string; statement: string }>('backup/tables');
  return rows.map(({ name, uuid, statement }) => ({
    name,
    uuid,
    create: unreplicated(`CREATE TABLE ${name} ${statement.slice(statement.indexOf('('))}`),
    hasRows: keepsRows(name),
  }));
}

/**
 * Has the embedded engine keep the parts of all tables as they are at this moment, deliveries first. They take no room
 * as long as the engine has them as well, and stand until {@link releaseFrozen}.
 * @throws ClickHouseError, BackupError
 */
export async function freezeTables(clickhouse: ClickHouse, dataDir: string): Promise<FrozenTable[]> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    await releaseFrozen(dataDir);
    const tables = await tablesOfDatabase(clickhouse);
    for (const { name, hasRows } of tables)
      if (hasRows) await clickhouse.command('backup/freeze', { table: name });
    if (await isUnchanged(clickhouse, tables)) return Promise.all(tables.map((one) => frozen(one, dataDir)));
  }
  throw new BackupError(
    'BACKUP_NOT_POSSIBLE',
    'Tables change places again and again: numbers are being rebuilt. Run it again in a moment.',
  );
}

/** Gives the parts back, also those that a backup has left which was killed. */
export async function releaseFrozen(dataDir: string): Promise<void> {
  await rm(shadowOf(dataDir), { recursive: true, force: true });
}

/** Otherwise names and parts may not belong together. */
async function isUnchanged(clickhouse: ClickHouse, before: readonly TableOfDatabase[]): Promise<boolean> {
  const after = await tablesOfDatabase(clickhouse);
  const isOneGeneration = (await presentGenerations(clickhouse)).length === 1;
  return isOneGeneration && JSON.stringify(after) === JSON.stringify(before);
}

async function frozen(
  { name, uuid, create, hasRows }: TableOfDatabase,
  dataDir: string,
): Promise<FrozenTable> {
  const folder = join(shadowOf(dataDir), 'store', uuid.slice(0, 3), uuid);
  const parts = hasRows && existsSync(folder) ? (await readdir(folder)).sort() : [];
  let rows = 0;
  for (const part of parts) rows += Number(await readFile(join(folder, part, 'count.txt'), 'utf8'));
  return { name, create, rows, folder, parts };
}

function shadowOf(dataDir: string): string {
  return join(dataFolderIn(dataDir), 'shadow', FROZEN);
}
