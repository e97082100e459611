import type { Log } from '../logging/log';
import { ClickHouse } from './clickhouse';
import type { ClickHouseAccess } from './clickhouse-access';
import { MIGRATIONS_FOLDER, MigrationsRefused, readMigrations } from './migration-files';
import type { Migration } from './migration-files';
import { readMigrationLog, recordMigration } from './migration-log';
import type { AppliedMigration } from './migration-log';

/** Milliseconds; a migration may rewrite a large table. */
const MIGRATION_TIMEOUT = 3_600_000;

export interface MigrationRun {
  readonly access: ClickHouseAccess;
  /** Created where it is missing. */
  readonly database: string;
  readonly log: Log;
  /** A folder of `NNNN_name.sql`; by default the repository's. */
  readonly folder?: string | undefined;
}

/**
 * Brings a database to the state that this program needs: applies, in order, the migrations it does not have.
 *
 * ClickHouse cannot undo a statement. A migration is recorded after the last of its statements succeeded, and
 * one that failed in the middle begins anew next time: so every statement must be fit to run again (`IF NOT
 * EXISTS`, `IF EXISTS`, `OR REPLACE`). The same holds for two processes that migrate at once.
 * @returns how many were applied
 * @throws MigrationsRefused when the files do not fit the database; ClickHouseError when a statement fails
 */
export async function migrate({ access, database, log, folder }: MigrationRun): Promise<number> {
  const migrations = readMigrations(folder ?? MIGRATIONS_FOLDER);
  await createDatabase(access, database);
  const clickhouse = new ClickHouse(database);
  clickhouse.connectTo(access);
  try {
    const applied = await readMigrationLog(clickhouse);
    for (const one of applied) refuseWhatDoesNotFit(one, migrations[one.number - 1], database);
    const known = new Set(applied.map((one) => one.number));
    const due = migrations.filter((migration) => !known.has(migration.number));
    for (const migration of due) await apply(clickhouse, migration, log);
    return due.length;
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

function refuseWhatDoesNotFit(
  applied: AppliedMigration,
  file: Migration | undefined,
  database: string,
): void {
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

async function apply(clickhouse: ClickHouse, migration: Migration, log: Log): Promise<void> {
  const startedAt = Date.now();
  const { number, name, statements } = migration;
  for (const [index, sql] of statements.entries()) {
    const statement = `migration ${String(number).padStart(4, '0')}_${name}, statement ${index + 1}`;
    await clickhouse.commandText(sql, {}, statement, { timeoutMs: MIGRATION_TIMEOUT });
  }
  await recordMigration(clickhouse, migration);
  log.info({ number, name, tookMs: Date.now() - startedAt }, 'migration applied');
}
