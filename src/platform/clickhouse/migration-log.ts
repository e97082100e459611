import type { ClickHouse } from './clickhouse';
import type { Migration, SchemaFile, SchemaFiles } from './schema-files';
import { checksumOf } from './schema-files';

export interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/** What the table `schema_migrations` says of a database. */
export interface MigrationLog {
  readonly migrations: readonly AppliedMigration[];
  /** The checksum of the tables that it was begun with; `undefined`: of none. */
  readonly begunWith: string | undefined;
  /** Whether all of them were made. */
  readonly isMade: boolean;
  /** The checksum of its views. */
  readonly views: string | undefined;
  /** A backup is being restored to it, or that was broken off. */
  readonly isRestoring: boolean;
  /** From where another database is being moved to it; `undefined`: none is, or that is done. */
  readonly movedFrom: string | undefined;
  /** Whether all tables were made that another database is being moved to. */
  readonly isReadyForMove: boolean;
}

/** Stand in the log beside migrations, which have numbers from 1 on. */
const BEGUN = 'schema: begun';
const MADE = 'schema';
const VIEWS = 'views';
const RESTORE_BEGUN = 'restore: begun';
const RESTORED = 'restore';
const MOVE_BEGUN = 'move: begun';
const MOVE_READY = 'move: tables made';
const MOVED = 'move';

/** In place before the first table, and therefore not among them. */
const CREATE = `
CREATE TABLE IF NOT EXISTS schema_migrations
(
    number     UInt32 COMMENT '0 for the tables that a database begins with, and for its views',
    name       String,
    checksum   String COMMENT 'SHA-256 of the files',
    applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = MergeTree
ORDER BY number
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'What was applied to this database, of schema, migrations and views'`;

/** Two processes may have applied, and recorded, the same one. */
const READ = `
SELECT number, name, argMax(checksum, applied_at) AS checksum
FROM schema_migrations
GROUP BY number, name
ORDER BY number`;

const RECORD = `
INSERT INTO schema_migrations (number, name, checksum)
SELECT number, name, checksum
FROM (SELECT {numbers: Array(UInt32)} AS number, {names: Array(String)} AS name, {checksums: Array(String)} AS checksum)
ARRAY JOIN number, name, checksum`;

/** Creates the log where it is missing. */
export async function openMigrationLog(clickhouse: ClickHouse): Promise<MigrationLog> {
  await clickhouse.commandText(CREATE, {}, 'migrations: create their log');
  return readMigrationLog(clickhouse);
}

/** @throws ClickHouseError also where there is none */
export async function readMigrationLog(clickhouse: ClickHouse): Promise<MigrationLog> {
  const rows = await clickhouse.queryText<AppliedMigration>(READ, {}, 'migrations: read their log');
  const checksum = (name: string) => rows.find((row) => row.number === 0 && row.name === name)?.checksum;
  return {
    migrations: rows.filter(({ number }) => number > 0),
    begunWith: checksum(BEGUN),
    isMade: checksum(MADE) !== undefined,
    views: checksum(VIEWS),
    isRestoring: checksum(RESTORE_BEGUN) !== undefined && checksum(RESTORED) === undefined,
    movedFrom: checksum(MOVED) === undefined ? checksum(MOVE_BEGUN) : undefined,
    isReadyForMove: checksum(MOVE_READY) !== undefined,
  };
}

export function recordBegun(clickhouse: ClickHouse, tables: readonly SchemaFile[]): Promise<void> {
  return record(clickhouse, [{ number: 0, name: BEGUN, checksum: checksumOf(tables) }]);
}

/** The tables are those of all migrations: none has to be applied to them. */
export function recordMade(clickhouse: ClickHouse, { tables, migrations }: SchemaFiles): Promise<void> {
  return record(clickhouse, [...migrations, { number: 0, name: MADE, checksum: checksumOf(tables) }]);
}

export function recordMigration(clickhouse: ClickHouse, migration: Migration): Promise<void> {
  return record(clickhouse, [migration]);
}

export function recordViews(clickhouse: ClickHouse, views: readonly SchemaFile[]): Promise<void> {
  return record(clickhouse, [{ number: 0, name: VIEWS, checksum: checksumOf(views) }]);
}

/** Until {@link recordRestored} nobody else uses the database. */
export function recordRestoreBegun(clickhouse: ClickHouse, backup: string): Promise<void> {
  return record(clickhouse, [{ number: 0, name: RESTORE_BEGUN, checksum: backup }]);
}

/** The tables of a backup have these migrations. */
export function recordMigrationsOf(
  clickhouse: ClickHouse,
  applied: readonly AppliedMigration[],
): Promise<void> {
  return record(clickhouse, applied);
}

export function recordRestored(clickhouse: ClickHouse, backup: string): Promise<void> {
  return record(clickhouse, [{ number: 0, name: RESTORED, checksum: backup }]);
}

/** Until {@link recordMoved} nobody else uses the database. */
export function recordMoveBegun(clickhouse: ClickHouse, from: string): Promise<void> {
  return record(clickhouse, [{ number: 0, name: MOVE_BEGUN, checksum: from }]);
}

export function recordReadyForMove(clickhouse: ClickHouse, from: string): Promise<void> {
  return record(clickhouse, [{ number: 0, name: MOVE_READY, checksum: from }]);
}

export function recordMoved(clickhouse: ClickHouse, from: string): Promise<void> {
  return record(clickhouse, [{ number: 0, name: MOVED, checksum: from }]);
}

async function record(clickhouse: ClickHouse, rows: readonly AppliedMigration[]): Promise<void> {
  const parameters = {
    numbers: rows.map(({ number }) => number),
    names: rows.map(({ name }) => name),
    checksums: rows.map(({ checksum }) => checksum),
  };
  await clickhouse.commandText(RECORD, parameters, 'migrations: record them', {
    settings: { async_insert: 0 },
  });
}
