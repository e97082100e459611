import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { BackupError } from './backup-error';
import { tablesOfDatabase } from './frozen-tables';
import type { BackedUpTable } from './manifest';

/** To where a ClickHouse server writes backups: a disk of its own, or a bucket that a named collection tells of. */
export interface ServerPlace {
  readonly kind: 'disk' | 's3';
  readonly name: string;
  /** As it was named: `disk:backups`, `s3:backups`. */
  readonly text: string;
}

export interface ServerWatch {
  readonly signal: AbortSignal;
  /** Called every few seconds. */
  readonly onWaiting: () => void;
}

/** As large tables take. */
const TIMEOUT_MS = 24 * 3_600_000;
const LOOK_EVERY_MS = 2_000;

/** `undefined` where the text names no place of a server. */
export function serverPlace(text: string): ServerPlace | undefined {
  const [, kind, name = ''] = /^(disk|s3):(\w+)$/.exec(text) ?? [];
  return kind === 'disk' || kind === 's3' ? { kind, name, text } : undefined;
}

/**
 * Has a server back up the tables of the database by its own means.
 * @throws BackupError where the server does not permit it; ClickHouseError
 */
export async function backUpOnServer(
  clickhouse: ClickHouse,
  place: ServerPlace,
  { id, base }: { readonly id: string; readonly base: string | undefined },
  watch: ServerWatch,
): Promise<BackedUpTable[]> {
  const tables = await tablesOfDatabase(clickhouse);
  const named = tables
    .filter(({ hasRows }) => hasRows)
    .map(({ name }) => `TABLE ${clickhouse.database}.${name}`);
  const onBase = base === undefined ? '' : ` SETTINGS base_backup = ${target(place, base)}`;
  const sql = `BACKUP ${named.join(', ')} TO ${target(place, id)}${onBase}`;
  await onServer(clickhouse, sql, 'back up the tables', watch);
  return tables.map(({ name, create }) => ({ name, create, rows: null }));
}

/** Has a server put back the rows of tables that are there and empty. */
export async function restoreOnServer(
  clickhouse: ClickHouse,
  place: ServerPlace,
  {
    id,
    database,
    tables,
  }: { readonly id: string; readonly database: string; readonly tables: readonly string[] },
  watch: ServerWatch,
): Promise<void> {
  const named = tables.map((name) => `TABLE ${database}.${name} AS ${clickhouse.database}.${name}`);
  const sql = `RESTORE ${named.join(', ')} FROM ${target(place, id)}`;
  await onServer(clickhouse, sql, 'restore the tables', watch);
}

function target({ kind, name }: ServerPlace, id: string): string {
  return kind === 'disk' ? `Disk('${name}', '${id}')` : `S3(${name}, '${id}')`;
}

async function onServer(
  clickhouse: ClickHouse,
  sql: string,
  what: string,
  { signal, onWaiting }: ServerWatch,
): Promise<void> {
  const waiting = setInterval(onWaiting, LOOK_EVERY_MS);
  try {
    await clickhouse.commandText(sql, {}, what, { timeoutMs: TIMEOUT_MS, signal });
  } catch (error) {
    if (!(error instanceof ClickHouseError) || error.code !== 'CLICKHOUSE_REFUSED') throw error;
    throw new BackupError(
      'BACKUP_NOT_POSSIBLE',
      `The server does not ${what}: ${error.message} It must be allowed to: see docs/backup.md, "A ClickHouse server".`,
      { cause: error },
    );
  } finally {
    clearInterval(waiting);
  }
}
