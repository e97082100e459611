import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import type { SegmentBatch } from '../../receive/spool/segment-parts';
import type { SpoolRecord } from '../../receive/spool/spool-record';
import { DELIVERY_COLUMNS, encodeDeliveries } from './delivery-rows';
import { RejectedDeliveries } from './rejected-deliveries';

/**
 * ClickHouse's errors that can come from the values of a row: it could not be parsed, or is out of bounds. Not 33
 * (CANNOT_READ_ALL_DATA): rows are sent whole, so what ended too early was the connection, and the row is good.
 */
const DATA_ERRORS = new Set([6, 26, 27, 38, 41, 69, 72, 117, 131, 321, 349]);

const SAME_ROWS_ONCE = { deduplicate_insert: 'enable' } as Record<string, string>;

/** Writes spool records into `deliveries_store`, each row once. */
@Injectable()
export class DeliveryStore {
  /** Whether any insert of this start succeeded: then a refused row is to blame, not the format. */
  private hasInserted = false;

  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly rejected: RejectedDeliveries,
  ) {}

  /** Whether what became of an insert is best found out by doing it again. */
  get isReplicated(): boolean {
    return this.clickhouse.replica !== undefined;
  }

  /** The records of a batch that are not stored yet. */
  async missingOf(batch: SegmentBatch): Promise<readonly SpoolRecord[]> {
    // On a cluster, what this node has may be on no other yet.
    await this.clickhouse.sync(['deliveries_store'], true);
    const rows = await this.clickhouse.query<{ sequence: string }>('drain/stored_sequences', {
      segment_id: batch.segmentId,
      first_sequence: batch.firstSequence,
      last_sequence: batch.lastSequence,
    });
    const stored = new Set(rows.map((row) => Number(row.sequence)));
    return batch.records.filter(({ sequence }) => !stored.has(sequence));
  }

  /**
   * Inserts records. A row that ClickHouse refuses as data is found by halving and kept aside.
   * @param rows the same records as `encodeDeliveries` has them, where that was done before: on a cluster, sending the
   *   same rows once more stores them once, and waits until enough nodes have them
   * @throws ClickHouseError whatever else goes wrong; then any part of the records may be stored
   */
  async insert(records: readonly SpoolRecord[], rows?: Buffer): Promise<void> {
    if (records.length === 0) return;
    const bytes = rows ?? (await encodeDeliveries(records));
    try {
      const settings = rows && this.isReplicated ? SAME_ROWS_ONCE : {};
      await this.clickhouse.insertBinary('deliveries_store', DELIVERY_COLUMNS, bytes, { settings });
      this.hasInserted = true;
    } catch (error) {
      if (!isDataError(error)) throw error;
      await this.insertInHalves(records, error);
    }
  }

  private async insertInHalves(records: readonly SpoolRecord[], error: ClickHouseError): Promise<void> {
    const [first] = records;
    if (records.length === 1 && first !== undefined) {
      if (!this.hasInserted) throw error;
      await this.rejected.keep(first, error);
      return;
    }
    const middle = records.length >> 1;
    await this.insert(records.slice(0, middle));
    await this.insert(records.slice(middle));
  }
}

/** Whether ClickHouse refused rows because of their values. */
export function isDataError(error: unknown): error is ClickHouseError {
  return (
    error instanceof ClickHouseError && error.serverCode !== undefined && DATA_ERRORS.has(error.serverCode)
  );
}
