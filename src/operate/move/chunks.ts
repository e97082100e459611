import type { CallOptions, ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { SqlParameters } from '../../platform/clickhouse/sql-parameters';
import type { MovedTable } from './moved-table';

/** Groups of rows whose hashes leave the same remainder. */
export interface Chunks {
  readonly divisor: number;
  /** Their remainders. */
  readonly numbers: readonly number[];
}

/** What a chunk holds, so that two can be compared. */
export interface ChunkSum {
  readonly rows: number;
  /** Of every column of every row. */
  readonly hash: string;
}

export interface Partition {
  readonly table: MovedTable;
  readonly partition: string;
}

/** However long bodies are, little is in memory at once. */
const BLOCKS = {
  max_insert_block_size: '16384',
  min_insert_block_size_rows: '262144',
  min_insert_block_size_bytes: '67108864',
} as const;
const HAS_HASH = /^(LowCardinality\(String\)|String|U?Int\d+|Date(Time(64)?)?(\(.*\))?|Bool|UUID)$/;

type Sums = ReadonlyMap<number, ChunkSum>;

/**
 * Counts and hashes the rows of a partition by chunk.
 * @param among only rows of these chunks
 */
export async function sumsOf(
  clickhouse: ClickHouse,
  where: Partition,
  divisor: number,
  { among, ...options }: CallOptions & { readonly among?: Chunks | undefined } = {},
): Promise<Sums> {
  const { sql, parameters } = rowsOf(where, among);
  const { columns, name, group } = where.table;
  const query =
    `SELECT cityHash64(${group}) % {by: UInt64} AS chunk_of_rows, count() AS rows_of_chunk, ` +
    `sum(cityHash64(${columns.map(hashed).join(', ')})) AS hash_of_chunk ${sql} GROUP BY chunk_of_rows`;
  const sums = new Map<number, ChunkSum>();
  const rows = clickhouse.streamText<{ chunk_of_rows: string; rows_of_chunk: string; hash_of_chunk: string }>(
    query,
    { ...parameters, by: divisor },
    `move: compare ${name}`,
    options,
  );
  for await (const portion of rows)
    for (const { chunk_of_rows: number, rows_of_chunk: count, hash_of_chunk: hash } of portion)
      sums.set(Number(number), { rows: Number(count), hash });
  return sums;
}

/** The chunks that are not the same in both, in order. */
export function differing(one: Sums, other: Sums): number[] {
  const numbers = new Set([...one.keys(), ...other.keys()]);
  return [...numbers].filter((number) => !isSame(one.get(number), other.get(number))).sort((a, b) => a - b);
}

/** Copies the rows of chunks from one database to another, beside those that it has. */
export async function copyChunks(
  { from, to }: { readonly from: ClickHouse; readonly to: ClickHouse },
  where: Partition,
  chunks: Chunks,
  options: CallOptions,
): Promise<void> {
  const { sql, parameters } = rowsOf(where, chunks);
  const { name, columns } = where.table;
  const query = `SELECT ${columns.map(quoted).join(', ')} ${sql} FORMAT RowBinary`;
  const written = { ...options, settings: BLOCKS };
  const names = columns.map((column) => column.name);
  await from.readBinary(
    query,
    parameters,
    `move: read ${name}`,
    (rows) => to.insertBinary(name, names, rows, written),
    options,
  );
}

/** Deletes the rows of chunks. */
export async function deleteChunks(
  clickhouse: ClickHouse,
  where: Partition,
  { divisor, numbers }: Chunks,
  options: CallOptions,
): Promise<void> {
  const { name, group } = where.table;
  await clickhouse.commandText(
    `ALTER TABLE ${name} DELETE IN PARTITION ID '${where.partition}' ` +
      `WHERE cityHash64(${group}) % ${divisor} IN (${numbers.join(', ')})`,
    {},
    `move: delete from ${name} what is not the same`,
    { ...options, settings: { mutations_sync: '2' } },
  );
}

function rowsOf(
  { table, partition }: Partition,
  among: Chunks | undefined,
): { sql: string; parameters: SqlParameters } {
  const { name, group, isCollapsing, expired } = table;
  const conditions = [
    '_partition_id = {partition: String}',
    ...(expired === undefined ? [] : [`NOT (${expired})`]),
    ...(among ? [`cityHash64(${group}) % {divisor: UInt64} IN {numbers: Array(UInt64)}`] : []),
  ];
  return {
    sql: `FROM ${name}${isCollapsing ? ' FINAL' : ''} WHERE ${conditions.join(' AND ')}`,
    parameters: { partition, ...(among && { divisor: among.divisor, numbers: among.numbers }) },
  };
}

function isSame(one: ChunkSum | undefined, other: ChunkSum | undefined): boolean {
  return one?.rows === other?.rows && one?.hash === other?.hash;
}

/** Null has no hash of its own. */
function hashed(column: MovedTable['columns'][number]): string {
  return HAS_HASH.test(column.type) ? quoted(column) : `toString(tuple(${quoted(column)}))`;
}

function quoted({ name }: MovedTable['columns'][number]): string {
  return `\`${name}\``;
}
