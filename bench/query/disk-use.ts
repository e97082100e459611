import type { ClickHouseClient } from '@clickhouse/client';
import { rowsOf } from '../support/clickhouse-client';

/** What the benchmark shows apart; everything else that computed rows are kept in is small. */
const GROUPS = {
  'deliveries_store, without bodies': ['deliveries_store'],
  subject_events: ['subject_events'],
  samples: ['samples'],
  subject_buckets: ['subject_buckets'],
  episodes_store: ['episodes_store'],
  'wake_ups and what waits': ['wake_ups', 'ingested_ranges'],
  'rollup_15m and rollup_1d': ['rollup_15m', 'rollup_1d'],
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
  const [bodies] = await rowsOf<{ bytes: string }>(
    client,
    `SELECT sum(column_bytes_on_disk) AS bytes FROM system.parts_columns
     WHERE active AND database = currentDatabase() AND table = 'deliveries_store' AND column = 'body'`,
  );
  const bytesOf = new Map(rows.map(({ table, bytes }) => [table, Number(bytes)]));
  const bodyBytes = Number(bodies?.bytes ?? 0);
  const groups = Object.entries(GROUPS).map(([label, tables]) => {
    const bytes = tables.reduce((sum, table) => sum + (bytesOf.get(table) ?? 0), 0);
    return [label, tables[0] === 'deliveries_store' ? bytes - bodyBytes : bytes] as const;
  });
  return [['deliveries_store, bodies', bodyBytes], ...groups];
}

/** Rows that ClickHouse holds in all, for the bytes of each. */
export async function storedDeliveries(client: ClickHouseClient): Promise<number> {
  const [row] = await rowsOf<{ rows: string }>(client, 'SELECT count() AS rows FROM deliveries_store');
  return Number(row?.rows ?? 0);
}
