import type { Log } from '../logging/log';
import { ClickHouse } from './clickhouse';
import type { ClickHouseAccess } from './clickhouse-access';
import { ClickHouseError } from './clickhouse-error';
import {
  bringUpToDate,
  dueOf,
  refuseNotWhole,
  refuseMigration,
  refuseWhatDoesNotFit,
} from './bring-up-to-date';
import { migrateNodes } from './cluster/migrate-nodes';
import { openMigrationLog, readMigrationLog } from './migration-log';
import type { AppliedMigration } from './migration-log';
import { labelOf, tableSizes, touchedBy } from './table-sizes';
import type { TableSize } from './table-sizes';
import { checksumOf, readSchemaFiles } from './schema-files';

/** ClickHouse's errors. */
const UNKNOWN_TABLE = 60;
const UNKNOWN_DATABASE = 81;

export interface MigrationRun {
  readonly access: ClickHouseAccess;
  /** Created where it is missing. */
  readonly database: string;
  readonly log: Log;
  /** With `schema`, `migrations` and `views`; by default the repository's. */
  readonly folder?: string | undefined;
  /** It is what restores a backup, or moves another database there, that brings it up to date: nobody else may yet. */
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
 * @throws DatabaseNotWhole
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
  if (access.replica) return migrateNodes(access.replica, { files, log, isRestore });
  await createDatabase(access, database);
  const clickhouse = new ClickHouse(database);
  clickhouse.connectTo(access);
  try {
    return await bringUpToDate(clickhouse, { files, log, isRestore });
  } finally {
    await clickhouse.close();
  }
}

/**
 * Whether a database is in that state already, where another process brings it there.
 * @throws DatabaseNotWhole
 * @throws MigrationsRefused when the files do not fit the database; ClickHouseError when it cannot be asked
 */
export async function isMigrated({ access, database, folder }: Omit<MigrationRun, 'log'>): Promise<boolean> {
  const files = readSchemaFiles(folder);
  const clickhouse = new ClickHouse(database);
  clickhouse.connectTo(access);
  try {
    const state = await openMigrationLog(clickhouse);
    refuseNotWhole(state, database);
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
 * Whether nothing is restored or moved to a database. Where it cannot be asked, it is left to others to say why.
 * @throws DatabaseNotWhole
 */
export async function requireWhole(access: ClickHouseAccess, database: string): Promise<void> {
  const clickhouse = new ClickHouse(database);
  clickhouse.connectTo(access);
  try {
    refuseNotWhole(await readMigrationLog(clickhouse), database);
  } catch (error) {
    if (!(error instanceof ClickHouseError)) throw error;
  } finally {
    await clickhouse.close();
  }
}

/**
 * What {@link migrate} would do; it changes nothing.
 * @throws DatabaseNotWhole
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
    refuseNotWhole(state, database);
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
