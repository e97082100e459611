import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { replicated } from '../../platform/clickhouse/cluster/replicated-engines';
import { migrate } from '../../platform/clickhouse/migrations';
import type { MigrationRun } from '../../platform/clickhouse/migrations';

const MIGRATION_LOG = 'schema_migrations';
/** ClickHouse's error. */
const UNKNOWN_DATABASE = 81;

/** Creates a database, on all nodes of a cluster, with the log of its migrations and no other table. */
export async function createWithoutTables(run: Omit<MigrationRun, 'folder' | 'isRestore'>): Promise<void> {
  const nothing = mkdtempSync(join(tmpdir(), 'no-tables-'));
  try {
    await migrate({ ...run, folder: nothing, isRestore: true });
  } finally {
    rmSync(nothing, { recursive: true });
  }
}

/** Makes tables as a single server has them, on all nodes of a cluster, where they are replicated. */
export async function makeTables(
  clickhouse: ClickHouse,
  tables: readonly { readonly name: string; readonly create: string }[],
): Promise<void> {
  for (const node of (await clickhouse.everyNode()).values())
    for (const { name, create } of tables) {
      const statement = clickhouse.replica ? replicated(create, clickhouse.database) : create;
      await node.commandText(statement, {}, `make the table ${name}`);
    }
}

/** The tables and views of a database on one server: none where there is no such database yet. */
export async function presentTables(server: ClickHouse): Promise<string[]> {
  const tables = await server.query<{ name: string }>('backup/present_tables').catch(orNone);
  return tables.map(({ name }) => name);
}

/** Whether it has the log of migrations, and so can be asked what was begun in it. */
export function hasMigrationLog(tables: readonly string[]): boolean {
  return tables.includes(MIGRATION_LOG);
}

/** Drops them, the log of migrations at the end: it says that they may go. */
export async function dropTables(server: ClickHouse, tables: readonly string[]): Promise<void> {
  const others = tables.filter((name) => name !== MIGRATION_LOG);
  for (const name of hasMigrationLog(tables) ? [...others, MIGRATION_LOG] : others)
    await server.commandText('DROP TABLE {name: Identifier} SYNC', { name }, 'remove what was not finished', {
      settings: { max_table_size_to_drop: '0' },
    });
}

function orNone(error: unknown): [] {
  if (!(error instanceof ClickHouseError) || error.serverCode !== UNKNOWN_DATABASE) throw error;
  return [];
}
