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

/** Where the rows of tables are that a server has backed up. */
export interface KeptBy {
  /** As it was named. */
  readonly server: string;
  /** Of a cluster: the node whose disk it is. */
  readonly node?: string | undefined;
}

/** ClickHouse's error: there is no such backup in that place. */
const BACKUP_NOT_FOUND = 599;
/** As large tables take. */
const TIMEOUT_MS = 24 * 3_600_000;
const LOOK_EVERY_MS = 2_000;

/** `undefined` where the text names no place of a server. */
export function serverPlace(text: string): ServerPlace | undefined {
  const [, kind, name = ''] = /^(disk|s3):(\w+)$/.exec(text) ?? [];
  return kind === 'disk' || kind === 's3' ? { kind, name, text } : undefined;
}

/** Of nodes of a cluster, each has a disk of its own: it is known only to the one that is written on now. */
export function keptBy({ replica }: ClickHouse, { kind, text }: ServerPlace): KeptBy {
  return kind === 'disk' && replica ? { server: text, node: replica.name } : { server: text };
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

/**
 * Has a server put back the rows of tables that are there and empty; on a cluster, a node that has them. The others get
 * them from there.
 * @throws BackupError, ClickHouseError
 */
export async function restoreOnServer(
  clickhouse: ClickHouse,
  { server, node }: KeptBy,
  {
    id,
    database,
    tables,
  }: { readonly id: string; readonly database: string; readonly tables: readonly string[] },
  watch: ServerWatch,
): Promise<void> {
  const place = serverPlace(server);
  if (!place) throw new BackupError('BACKUP_DAMAGED', `"${server}" names no place of a server.`);
  const named = tables.map((name) => `TABLE ${database}.${name} AS ${clickhouse.database}.${name}`);
  // The tables may be those of a cluster here, and of a single server there.
  const sql = `RESTORE ${named.join(', ')} FROM ${target(place, id)} SETTINGS allow_different_table_def = 1`;
  for (const one of (await clickhouse.everyNode()).values())
    try {
      await onServer(one, sql, 'restore the tables', watch);
      await clickhouse.sync(tables, true);
      return;
    } catch (error) {
      const { cause } = error as Error;
      if (!(cause instanceof ClickHouseError) || cause.serverCode !== BACKUP_NOT_FOUND) throw error;
    }
  const of = node === undefined ? 'the server' : `the node "${node}" of a cluster`;
  throw new BackupError(
    'BACKUP_NOT_FOUND',
    `The tables of the backup ${id} are not in ${server}, where ${of} has put them. Copy them to the disk of that name ` +
      'of a server that CLICKHOUSE_URL names.',
  );
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
