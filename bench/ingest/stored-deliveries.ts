import type { ClickHouseClient } from '@clickhouse/client';
import { BenchError } from '../support/bench-error';
import { clickhouseIn, rowsOf } from '../support/clickhouse-client';

const TABLES = ['deliveries_store', 'thread_events', 'thread_buckets', 'facts', 'rollups'] as const;

/** Bytes on disk per table, its parts merged into one per partition. */
export type Storage = Readonly<Record<(typeof TABLES)[number], number>>;

export interface Expected {
  readonly acknowledged: number;
  readonly bytes: number;
  readonly checksums: number;
  readonly firstId: number;
}

interface Found {
  readonly stored: string;
  readonly ids: string;
  readonly least: string;
  readonly most: string;
  readonly bytes: string;
  readonly checksums: string;
}

/** What the service's ClickHouse holds, asked without the service. */
export class StoredDeliveries {
  private constructor(private readonly client: ClickHouseClient) {}

  static of(dataDir: string): StoredDeliveries {
    return new StoredDeliveries(clickhouseIn(dataDir));
  }

  /**
   * That exactly the acknowledged messages are stored, each once, byte for byte.
   * @throws BenchError when they are not
   */
  async mustBe({ acknowledged, bytes, checksums, firstId }: Expected): Promise<void> {
    const [found] = await rowsOf<Found>(
      this.client,
      `SELECT count() AS stored, uniqExact(message_id) AS ids, min(toUInt64(message_id)) AS least,
         max(toUInt64(message_id)) AS most, sum(length(body)) AS bytes, sum(CRC32(body)) AS checksums
       FROM deliveries`,
    );
    const expected: Found = {
      stored: String(acknowledged),
      ids: String(acknowledged),
      least: String(firstId),
      most: String(firstId + acknowledged - 1),
      bytes: String(bytes),
      checksums: String(checksums),
    };
    const isSame =
      found !== undefined &&
      Object.entries(expected).every(([name, value]) => found[name as keyof Found] === value);
    if (isSame) return;
    throw new BenchError(
      `ClickHouse does not hold what was acknowledged.\n  acknowledged ${JSON.stringify(expected)}\n  stored       ${JSON.stringify(found)}`,
    );
  }

  async mergedBytes(): Promise<Storage> {
    for (const table of TABLES) await this.client.command({ query: `OPTIMIZE TABLE ${table} FINAL` });
    const rows = await rowsOf<{ table: string; bytes: string }>(
      this.client,
      `SELECT table, sum(bytes_on_disk) AS bytes FROM system.parts
       WHERE active AND database = currentDatabase() GROUP BY table`,
    );
    const bytes = new Map(rows.map((row) => [row.table, Number(row.bytes)]));
    return Object.fromEntries(TABLES.map((table) => [table, bytes.get(table) ?? 0])) as Storage;
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
