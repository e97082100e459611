import { ExplainedError } from '../explained-error';
import type { Log } from '../logging/log';
import { ClickHouse } from './clickhouse';
import type { ClickHouseAccess } from './clickhouse-access';
import { ClickHouseError } from './clickhouse-error';
import {
  openMigrationLog,
  readMigrationLog,
  recordBegun,
  recordMade,
  recordMigration,
  recordViews,
} from './migration-log';
import type { AppliedMigration, MigrationLog } from './migration-log';
import { labelOf, tableSizes, touchedBy } from './table-sizes';
import type { TableSize } from './table-sizes';
import { checksumOf, MigrationsRefused, readSchemaFiles } from './schema-files';
import type { Migration, SchemaFile, SchemaFiles } from './schema-files';
import { commandLine } from '../command-line';

/** ClickHouse's errors. */
const UNKNOWN_TABLE = 60;
const UNKNOWN_DATABASE = 81;
/** Milliseconds; a migration may rewrite a large table. */
const MIGRATION_TIMEOUT = 3_600_000;

/** Half a backup is in the database: whoever waits gets a whole one. */
export class RestoreUnderWay extends ExplainedError {
  readonly code = 'RESTORE_UNDER_WAY';
}

export interface MigrationRun {
  readonly access: ClickHouseAccess;
  /** Created where it is missing. */
  readonly database: string;
  readonly log: Log;
  /** With `schema`, `migrations` and `views`; by default the repository's. */
  readonly folder?: string | undefined;
  /** It is what restores a backup that brings the database up to date; nobody else may until that is done. */
  readonly isRestore?: boolean;
}

export interface MigrationPlan {
  /** It has no tables yet: all are made. */
  readonly isNew: boolean;
  /** In order, with the tables that each names, as large as these are now. */
  readonly due: readonly { readonly label: string; readonly touches: readonly TableSize[] }[];
  readonly areViewsDue: boolean;
}

/**
 * Brings a database to the state that this program needs: makes the tables of one that has none, applies, in order,
 * the migrations that an older one does not have, and makes the views again where their text has changed.
 *
 * ClickHouse cannot undo a statement. A migration is recorded after the last of its statements succeeded, and one
 * that failed in the middle begins again next time: so every statement must be fit to run again (`IF NOT EXISTS`,
 * `IF EXISTS`, `OR REPLACE`). The same holds for two processes that migrate at once.
 * @returns how many migrations were applied
 * @throws RestoreUnderWay
 * @throws MigrationsRefused when the files do not fit the database; ClickHouseError when a statement fails
 */
export async function migrate({
  access,
  database,
  log,
  folder,
  isRestore = false,
}: MigrationRun): Promise<number> {
  const files = readSchemaFiles(folder);
  await createDatabase(access, database);
  const clickhouse = new ClickHouse(database);
  clickhouse.connectTo(access);
  try {
    const state = await openMigrationLog(clickhouse);
    if (!isRestore) refuseHalfRestored(state, database);
    refuseWhatDoesNotFit(state, files, database);
    const applied = state.isMade
      ? await applyDue(clickhouse, files.migrations, state.migrations, log)
      : await makeTables(clickhouse, files, log);
    if (state.views !== checksumOf(files.views)) await makeViews(clickhouse, files.views, log);
    return applied;
  } finally {
    await clickhouse.close();
  }
}

/**
 * Whether a database is in that state already, where another process brings it there.
 * @throws RestoreUnderWay
 * @throws MigrationsRefused when the files do not fit the database; ClickHouseError when it cannot be asked
 */
export async function isMigrated({ access, database, folder }: Omit<MigrationRun, 'log'>): Promise<boolean> {
  const files = readSchemaFiles(folder);
  const clickhouse = new ClickHouse(database);
  clickhouse.connectTo(access);
  try {
    const state = await openMigrationLog(clickhouse);
    refuseHalfRestored(state, database);
    refuseWhatDoesNotFit(state, files, database);
    const isDue = state.migrations.length < files.migrations.length;
    return state.isMade && !isDue && state.views === checksumOf(files.views);
  } catch (error) {
    if (error instanceof ClickHouseError && error.serverCode === UNKNOWN_DATABASE) return false;
    throw error;
  } finally {
    await clickhouse.close();
  }
}

/**
 * What {@link migrate} would do; it changes nothing.
 * @throws RestoreUnderWay
 * @throws MigrationsRefused when the files do not fit the database; ClickHouseError when it cannot be asked
 */
export async function planMigrations({
  access,
  database,
  folder,
}: Omit<MigrationRun, 'log'>): Promise<MigrationPlan> {
  const files = readSchemaFiles(folder);
  const clickhouse = new ClickHouse(database);
  clickhouse.connectTo(access);
  try {
    const state = await readMigrationLog(clickhouse);
    refuseHalfRestored(state, database);
    refuseWhatDoesNotFit(state, files, database);
    const sizes = await tableSizes(clickhouse);
    const due = state.isMade ? dueOf(files.migrations, state.migrations) : [];
    return {
      isNew: !state.isMade,
      due: due.map((one) => ({ label: labelOf(one), touches: touchedBy(one, sizes) })),
      areViewsDue: state.views !== checksumOf(files.views),
    };
  } catch (error) {
    const code = error instanceof ClickHouseError ? error.serverCode : undefined;
    if (code !== UNKNOWN_DATABASE && code !== UNKNOWN_TABLE) throw error;
    return { isNew: true, due: [], areViewsDue: true };
  } finally {
    await clickhouse.close();
  }
}

async function createDatabase(access: ClickHouseAccess, database: string): Promise<void> {
  const server = new ClickHouse('system');
  server.connectTo(access);
  try {
    const sql = 'CREATE DATABASE IF NOT EXISTS {database: Identifier}';
    await server.commandText(sql, { database }, 'migrations: create the database');
  } finally {
    await server.close();
  }
}

/**
 * Whether a database with these migrations can be brought up to date by this program.
 * @throws MigrationsRefused
 */
export function requireKnown(migrations: readonly AppliedMigration[], database: string): void {
  const files = readSchemaFiles();
  for (const one of migrations) refuseMigration(one, files.migrations[one.number - 1], database);
}

function refuseHalfRestored({ isRestoring }: MigrationLog, database: string): void {
  if (!isRestoring) return;
  throw new RestoreUnderWay(
    `A backup is being restored to the database "${database}", or that was broken off: what it holds is not whole. ` +
      `It can be used when "${commandLine('restore')}" is done; where that was broken off, run it again, which begins anew.`,
  );
}

function refuseWhatDoesNotFit(state: MigrationLog, files: SchemaFiles, database: string): void {
  const { begunWith, isMade, migrations } = state;
  if (begunWith === undefined && migrations.length > 0) {
    throw new MigrationsRefused(
      `The database "${database}" was created by a version before the first release, which this one cannot bring up ` +
        'to date. Give the service a new DATA_DIR or CLICKHOUSE_DATABASE, and bring the deliveries over with ' +
        `"${commandLine('replay')}".`,
    );
  }
  if (begunWith !== undefined && !isMade && begunWith !== checksumOf(files.tables)) {
    throw new MigrationsRefused(
      `Another version began to create the database "${database}" and did not finish. It holds nothing yet: drop it, ` +
        'and start again.',
    );
  }
  for (const one of migrations) refuseMigration(one, files.migrations[one.number - 1], database);
}

function refuseMigration(applied: AppliedMigration, file: Migration | undefined, database: string): void {
  const label = labelOf(applied);
  if (!file) {
    throw new MigrationsRefused(
      `The database "${database}" has migration ${label}, which this program does not know: it was last used ` +
        'by a newer version. Start that version, or restore a backup made before it.',
    );
  }
  if (file.checksum !== applied.checksum) {
    throw new MigrationsRefused(
      `Migration ${label} was changed after it had been applied to the database "${database}". Put the file ` +
        'back as it was, and bring the change in a new migration.',
    );
  }
}

async function makeTables(clickhouse: ClickHouse, files: SchemaFiles, log: Log): Promise<number> {
  const startedAt = Date.now();
  await recordBegun(clickhouse, files.tables);
  for (const table of files.tables) await execute(clickhouse, table, `schema/${table.name}`);
  await recordMade(clickhouse, files);
  log.info({ tables: files.tables.length, tookMs: Date.now() - startedAt }, 'tables created');
  return 0;
}

async function applyDue(
  clickhouse: ClickHouse,
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
  log: Log,
): Promise<number> {
  const due = dueOf(migrations, applied);
  for (const migration of due) {
    const startedAt = Date.now();
    const { number, name } = migration;
    const before = await tableSizes(clickhouse);
    log.info({ number, name, touches: touchedBy(migration, before) }, 'migration begins');
    await execute(clickhouse, migration, `migration ${labelOf(migration)}`);
    refuseLoss(migration, before, await tableSizes(clickhouse));
    await recordMigration(clickhouse, migration);
    log.info({ number, name, tookMs: Date.now() - startedAt }, 'migration applied');
  }
  return due.length;
}

function dueOf(migrations: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const known = new Set(applied.map(({ number }) => number));
  return migrations.filter(({ number }) => !known.has(number));
}

/** A table that held rows, and that no statement says to do away with, is to hold some afterwards. */
function refuseLoss(migration: Migration, before: readonly TableSize[], after: readonly TableSize[]): void {
  const held = new Set(after.filter(({ rows }) => rows > 0).map(({ table }) => table));
  for (const { table, rows } of before) {
    const isMeant = migration.statements.some((sql) =>
      new RegExp(`\\b(DROP|TRUNCATE|RENAME|EXCHANGE)\\b[^]*\\b${table}\\b`, 'i').test(sql),
    );
    if (rows === 0 || held.has(table) || isMeant) continue;
    throw new MigrationsRefused(
      `Migration ${labelOf(migration)} has left the table ${table} without any of its ${rows} rows, which it does not ` +
        'say it would. It goes no further: restore a backup made before it, and report this.',
    );
  }
}

/** All of them: the columns of one may be those of another. */
async function makeViews(clickhouse: ClickHouse, views: readonly SchemaFile[], log: Log): Promise<void> {
  for (const view of views) await execute(clickhouse, view, `views/${view.name}`);
  await recordViews(clickhouse, views);
  log.info({ views: views.length }, 'views created');
}

async function execute(clickhouse: ClickHouse, { statements }: SchemaFile, name: string): Promise<void> {
  for (const [index, sql] of statements.entries()) {
    const label = statements.length === 1 ? name : `${name}, statement ${index + 1}`;
    await clickhouse.commandText(sql, {}, label, { timeoutMs: MIGRATION_TIMEOUT });
  }
}
