import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMigrationLog } from '../../src/platform/clickhouse/migration-log';
import { migrate } from '../../src/platform/clickhouse/migrations';
import { readSchemaFiles } from '../../src/platform/clickhouse/schema-files';
import { SQL_FOLDER } from '../../src/platform/clickhouse/sql-files';
import { tableSizes } from '../../src/platform/clickhouse/table-sizes';
import { createLog } from '../../src/platform/logging/log';
import { embeddedAccess } from '../support/embedded-access';
import {
  NUMBERS_RECORDED,
  recordColumns,
  recordedRows,
  RECORDED,
  RECORDED_NUMBERS,
  unrecorded,
} from '../support/recorded-rows';
import type { RecordedColumn } from '../support/recorded-rows';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const SCHEMAS = readdirSync(RECORDED).filter((name) => name.endsWith('.sql'));

/** All but comments: these may be mended without a migration. */
const TABLES = `
  SELECT name, replaceAll(engine_full, database, '') AS engine FROM system.tables
  WHERE database = {database: String} AND engine LIKE '%MergeTree' ORDER BY name`;
const COLUMNS = `
  SELECT table, name, type, default_kind, default_expression, compression_codec FROM system.columns
  WHERE database = {database: String} ORDER BY table, position`;

/** Of which rows are recorded: all that have any of their own. */
const OWN_COLUMNS = `
  SELECT table, name, type FROM system.columns
  WHERE database = {database: String} AND table != 'schema_migrations' AND default_kind NOT IN ('ALIAS', 'MATERIALIZED')
    AND table IN (SELECT name FROM system.tables WHERE database = {database: String} AND engine LIKE '%MergeTree')
  ORDER BY table, position`;

describe('A database that was recorded before migrations', () => {
  let server: TemporaryClickHouse;

  beforeAll(async () => {
    const empty = mkdtempSync(join(tmpdir(), 'schema-'));
    server = await startTemporaryClickHouse(empty);
    rmSync(empty, { recursive: true });
  });

  afterAll(async () => {
    await server.stop();
  });

  async function schemaBy(...folders: (string | undefined)[]): Promise<unknown[]> {
    const database = TEST_DATABASE;
    const access = embeddedAccess(server.dataDir);
    const drop = 'DROP DATABASE IF EXISTS {database: Identifier} SYNC';
    await server.clickhouse.commandText(drop, { database }, 'drop');
    for (const folder of folders) await migrate({ access, database, log: createLog('fatal'), folder });
    return Promise.all(
      [TABLES, COLUMNS].map((sql) => server.clickhouse.queryText<object>(sql, { database }, 'look')),
    );
  }

  function schemaOf(recorded: string): string {
    const then = mkdtempSync(join(tmpdir(), 'schema-'));
    for (const part of ['schema', 'migrations']) mkdirSync(join(then, part));
    cpSync(join(RECORDED, recorded), join(then, 'schema', recorded));
    for (const file of migrationFiles().filter((name) => parseInt(name, 10) <= parseInt(recorded, 10)))
      cpSync(join(SQL_FOLDER, 'migrations', file), join(then, 'migrations', file));
    return then;
  }

  const rowCounts = async (): Promise<Map<string, number>> =>
    new Map((await tableSizes(server.clickhouse)).map(({ table, rows }) => [table, rows]));

  it.each(SCHEMAS)('is brought up to date: the one of %s', async (recorded) => {
    const then = schemaOf(recorded);
    expect(await schemaBy(then, undefined)).toEqual(await schemaBy(undefined));
    rmSync(then, { recursive: true });
  });

  it.each(SCHEMAS)('is brought up to date with all that it holds: the one of %s', async (recorded) => {
    const { clickhouse } = server;
    const then = schemaOf(recorded);
    await schemaBy(then);
    expect((await openMigrationLog(clickhouse)).migrations).toHaveLength(parseInt(recorded, 10));
    for (const [table, rows] of recordedRows(recorded.slice(0, 4))) {
      const sql = `INSERT INTO ${table} FORMAT JSONEachRow ${rows.join('\n')}`;
      await clickhouse.commandText(sql, {}, 'put recorded rows there');
    }
    const before = await rowCounts();
    expect(before.get('deliveries_store')).toBe(15);
    await migrate({
      access: embeddedAccess(server.dataDir),
      database: TEST_DATABASE,
      log: createLog('fatal'),
    });
    const after = await rowCounts();
    for (const [table, count] of before)
      if (count > 0) expect([table, after.get(table) ?? 0]).not.toEqual([table, 0]);
    expect(await clickhouse.queryText<object>(RECORDED_NUMBERS, {}, 'look')).toEqual([NUMBERS_RECORDED]);
    rmSync(then, { recursive: true });
  });

  it('has rows in every table, with every column, where its tables are those of today', async () => {
    const latest = SCHEMAS.at(-1)?.slice(0, 4) ?? '';
    await schemaBy(undefined);
    const columns = await server.clickhouse.queryText<RecordedColumn>(
      OWN_COLUMNS,
      { database: TEST_DATABASE },
      'look',
    );
    if (process.env['RECORD_ROWS'] !== undefined) recordColumns(latest, unrecorded(latest, columns));
    const missing = unrecorded(latest, columns).map(({ table, name }) => `${table}.${name}`);
    const how = 'RECORD_ROWS=1 npx jest --selectProjects flows upgrades';
    expect({ missing, how }).toEqual({ missing: [], how });
  });

  it('is there for every migration, as it was before it', () => {
    const befores = readSchemaFiles().migrations.map(
      ({ number }) => `${String(number - 1).padStart(4, '0')}.sql`,
    );
    expect(SCHEMAS).toEqual(expect.arrayContaining([...befores, '0000.sql']));
  });
});

function migrationFiles(): string[] {
  return readSchemaFiles().migrations.map(
    ({ number, name }) => `${String(number).padStart(4, '0')}_${name}.sql`,
  );
}
