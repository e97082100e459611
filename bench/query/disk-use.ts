import type { ClickHouseClient } from '@clickhouse/client';
import { rowsOf } from '../support/clickhouse-client';

/** What is computed from deliveries; the tables of single runs are empty between them. */
const COMPUTED = {
  thread_events: ['thread_events'],
  facts: ['facts'],
  thread_buckets: ['thread_buckets'],
  episodes_store: ['episodes_store'],
  'deadlines, pending_ranges': ['deadlines', 'pending_ranges'],
  rollups: ['rollups'],
  'sums by page and attribute': ['facet_days', 'facet_sums'],
} as const;

/** Bytes on disk by what they are for. */
export type DiskUse = readonly (readonly [label: string, bytes: number])[];

/** Without waiting for merges: old versions of rows may still be among them. */
export async function diskUse(client: ClickHouseClient): Promise<DiskUse> {
  const rows = await rowsOf<{ table: string; bytes: string }>(
    client,
    `SELECT table, sum(bytes_on_disk) AS bytes FROM system.parts
     WHERE active AND database = currentDatabase() GROUP BY table`,
  );
  const bytesOf = new Map(rows.map(({ table, bytes }) => [table, Number(bytes)]));
  return [
    ...(await deliveriesStore(client, bytesOf.get('deliveries_store') ?? 0)),
    ...Object.entries(COMPUTED).map(
      ([label, tables]) =>
        [label, tables.reduce((sum, table) => sum + (bytesOf.get(table) ?? 0), 0)] as const,
    ),
  ];
}

/** The bodies apart, where ClickHouse tells: it does not of small parts, which it keeps in one file each. */
async function deliveriesStore(client: ClickHouseClient, bytes: number): Promise<DiskUse> {
  const [wide] = await rowsOf<{ bodies: string; all: string }>(
    client,
    `SELECT sumIf(column_bytes_on_disk, column = 'body') AS bodies, sum(column_bytes_on_disk) AS all
     FROM system.parts_columns
     WHERE active AND database = currentDatabase() AND table = 'deliveries_store' AND part_type = 'Wide'`,
  );
  const [bodies, all] = [Number(wide?.bodies ?? 0), Number(wide?.all ?? 0)];
  if (all === 0) return [['deliveries_store', bytes]];
  const bodyBytes = bytes * (bodies / all);
  return [
    ['deliveries_store, bodies', bodyBytes],
    ['deliveries_store, all else', bytes - bodyBytes],
  ];
}

/** Rows that ClickHouse holds in all, for the bytes of each. */
export async function storedDeliveries(client: ClickHouseClient): Promise<number> {
  const [row] = await rowsOf<{ rows: string }>(client, 'SELECT count() AS rows FROM deliveries_store');
  return Number(row?.rows ?? 0);
}
