import { rmSync } from 'node:fs';
import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { ClickHouseConnection } from '../../src/platform/clickhouse/clickhouse-connection';
import type { ConnectionSettings } from '../../src/platform/clickhouse/clickhouse-connection';
import { createLog } from '../../src/platform/logging/log';
import { makeDataFolder } from './data-folder';
import { BI_PASSWORD } from './embedded-access';

export const TEST_DATABASE = 'signalzen';

/** Enough for the limits that stand in the documentation, on machines of any size. */
const MEMORY = 4 * 2 ** 30;

/** All that is computed from deliveries and kept. */
export const FACT_TABLES = ['facts', 'thread_buckets', 'episodes_store', 'deadlines', 'rollups'] as const;

/** All that a new database has nothing in. */
const TABLES = `
  SELECT name FROM system.tables
  WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND total_rows > 0
    AND name != 'schema_migrations'`;

export interface TemporaryClickHouse {
  readonly clickhouse: ClickHouse;
  readonly connection: ClickHouseConnection;
  readonly dataDir: string;
  /** Takes all rows that were stored in it: for the next test, sooner than another server would be there. */
  empty(): Promise<void>;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

/** Settings of a service that runs the embedded server, with its reader, in a data directory. */
export function embeddedSettings(dataDir: string): ConnectionSettings {
  const own = { url: undefined, user: 'default', password: '', database: TEST_DATABASE };
  return { dataDir, clickhouse: { ...own, readerPassword: BI_PASSWORD, memoryBytes: MEMORY } };
}

/**
 * A real server with an empty database, in a temporary folder; answers after about half a second.
 * @param migrationsFolder by default the repository's
 */
export async function startTemporaryClickHouse(migrationsFolder?: string): Promise<TemporaryClickHouse> {
  const dataDir = makeDataFolder('signalzen-clickhouse-');
  const connection = new ClickHouseConnection(
    embeddedSettings(dataDir),
    createLog('error'),
    migrationsFolder,
  );
  const stop = async (): Promise<void> => {
    await connection.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await connection.ready();
  } catch (error) {
    await stop();
    throw error;
  }
  const { clickhouse } = connection;
  const empty = async (): Promise<void> => {
    const tables = await clickhouse.queryText<{ name: string }>(TABLES, {}, 'tables');
    for (const { name } of tables) await clickhouse.commandText(`TRUNCATE TABLE ${name}`, {}, 'empty');
  };
  return { clickhouse, connection, dataDir, empty, stop };
}
