import type { ClickHouse } from './clickhouse';
import type { SchemaFile } from './schema-files';

export interface TableSize {
  readonly table: string;
  readonly rows: number;
  /** On disk. */
  readonly bytes: number;
}

const SIZES = `
SELECT name AS table, toFloat64(total_rows) AS rows, toFloat64(total_bytes) AS bytes
FROM system.tables
WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
ORDER BY name`;

/** Of all tables of the database. */
export function tableSizes(clickhouse: ClickHouse): Promise<TableSize[]> {
  return clickhouse.queryText<TableSize>(SIZES, {}, 'migrations: the sizes of tables');
}

/** The tables that a file of statements names: it takes the longer, the larger they are. */
export function touchedBy({ statements }: SchemaFile, sizes: readonly TableSize[]): TableSize[] {
  return sizes.filter(({ table }) => statements.some((sql) => new RegExp(`\\b${table}\\b`).test(sql)));
}

/** As its file is called: `0001_add_language`. */
export function labelOf({ number, name }: { readonly number: number; readonly name: string }): string {
  return `${String(number).padStart(4, '0')}_${name}`;
}
