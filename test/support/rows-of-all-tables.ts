import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';

/** All rows of all tables as JSON, also those that newer ones replace. */
export async function rowsOfAllTables(
  clickhouse: ClickHouse,
): Promise<{ readonly table: string; readonly row: string }[]> {
  const tables = await clickhouse.queryText<{ name: string }>(
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'",
    {},
    'tables',
  );
  expect(tables.length).toBeGreaterThan(10);
  const found: { table: string; row: string }[] = [];
  for (const { name: table } of tables) {
    const sql = `SELECT toJSONString(tuple(*)) AS row FROM ${table}`;
    const rows = await clickhouse.queryText<{ row: string }>(sql, {}, 'rows');
    found.push(...rows.map(({ row }) => ({ table, row })));
  }
  return found;
}
