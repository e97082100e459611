import type { ClickHouse } from './clickhouse';
import type { Migration } from './migration-files';

export interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/** In place before the first migration, and therefore not a migration itself. */
const CREATE = `
CREATE TABLE IF NOT EXISTS schema_migrations
(
    number     UInt32,
    name       String,
    checksum   String COMMENT 'SHA-256 of the file',
    applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = MergeTree
ORDER BY number
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'Migrations that were applied to this database'`;

/** Two processes may have applied, and recorded, the same one. */
const READ = 'SELECT DISTINCT number, name, checksum FROM schema_migrations ORDER BY number';

const RECORD = `
INSERT INTO schema_migrations (number, name, checksum)
SELECT {number: UInt32}, {name: String}, {checksum: String}`;

/** What the table `schema_migrations` says; creates it where it is missing. */
export async function readMigrationLog(clickhouse: ClickHouse): Promise<AppliedMigration[]> {
  await clickhouse.commandText(CREATE, {}, 'migrations: create their log');
  return clickhouse.queryText<AppliedMigration>(READ, {}, 'migrations: read their log');
}

export async function recordMigration(clickhouse: ClickHouse, migration: Migration): Promise<void> {
  const { number, name, checksum } = migration;
  await clickhouse.commandText(RECORD, { number, name, checksum }, 'migrations: record one', {
    settings: { async_insert: 0 },
  });
}
