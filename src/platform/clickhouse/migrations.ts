import type { Log } from '../logging/log';
import { ClickHouse } from './clickhouse';
import type { ClickHouseAccess } from './clickhouse-access';
import { ClickHouseError } from './clickhouse-error';
import { readMigrationLog, recordBegun, recordMade, recordMigration, recordViews } from './migration-log';
import type { AppliedMigration, MigrationLog } from './migration-log';
import { checksumOf, MigrationsRefused, readSchemaFiles } from './schema-files';
import type { Migration, SchemaFile, SchemaFiles } from './schema-files';

/** ClickHouse's error. */
const UNKNOWN_DATABASE = 81;
/** Milliseconds; a migration may rewrite a large table. */
const MIGRATION_TIMEOUT = 3_600_000;

export interface MigrationRun {
  readonly access: ClickHouseAccess;
  /** Created where it is missing. */
  readonly database: string;
  readonly log: Log;
  /** With `schema`, `migrations` and `views`; by default the repository's. */
  readonly folder?: string | undefined;
}

/**
 * Brings a database to the state that this program needs: makes the tables of one that has none, applies, in order,
 * the migrations that an older one does not have, and makes the views again where their text has changed.
 *
 * ClickHouse cannot undo a statement. A migration is recorded after the last of its statements succeeded, and one
 * that failed in the middle begins again next time: so every statement must be fit to run again (`IF NOT EXISTS`,
 * `IF EXISTS`, `OR REPLACE`). The same holds for two processes that migrate at once.
 * @returns how many migrations were applied
 * @throws MigrationsRefused when the files do not fit the database; ClickHouseError when a statement fails
 */
export async function migrate({ access, database, log, folder }: MigrationRun): Promise<number> {
  const files = readSchemaFiles(folder);
  await createDatabase(access, database);
  const clickhouse = new ClickHouse(database);
  clickhouse.connectTo(access);
  try {
    const state = await readMigrationLog(clickhouse);
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
 * @throws MigrationsRefused when the files do not fit the database; ClickHouseError when it cannot be asked
 */
export async function isMigrated({ access, database, folder }: Omit<MigrationRun, 'log'>): Promise<boolean> {
  const files = readSchemaFiles(folder);
  const clickhouse = new ClickHouse(database);
  clickhouse.connectTo(access);
  try {
    const state = await readMigrationLog(clickhouse);
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

function refuseWhatDoesNotFit(state: MigrationLog, files: SchemaFiles, database: string): void {
  const { begunWith, isMade, migrations } = state;
  if (begunWith === undefined && migrations.length > 0) {
    throw new MigrationsRefused(
      `The database "${database}" was created by a version before the first release, which this one cannot bring up ` +
        'to date. Give the service a new DATA_DIR or CLICKHOUSE_DATABASE, and bring the deliveries over with ' +
        '"npm run replay".',
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
  const label = `${String(applied.number).padStart(4, '0')}_${applied.name}`;
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
  const known = new Set(applied.map(({ number }) => number));
  const due = migrations.filter(({ number }) => !known.has(number));
  for (const migration of due) {
    const startedAt = Date.now();
    const { number, name } = migration;
    await execute(clickhouse, migration, `migration ${String(number).padStart(4, '0')}_${name}`);
    await recordMigration(clickhouse, migration);
    log.info({ number, name, tookMs: Date.now() - startedAt }, 'migration applied');
  }
  return due.length;
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
