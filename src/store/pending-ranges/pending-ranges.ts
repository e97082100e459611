import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { SqlName } from '../../platform/clickhouse/sql-files';
import type { SqlParameters } from '../../platform/clickhouse/sql-parameters';
import type { PendingRange } from './pending-range';

interface Row {
  listing: string;
  segment_id: string;
  first_sequence: string;
  last_sequence: string;
  deliveries: number;
}

/** The right to change what is computed: statements are refused once it is lost. */
interface Computing {
  command(name: SqlName, parameters: SqlParameters): Promise<void>;
}

const MAX_AT_ONCE = 1000;
const BETWEEN_LOOKS_MS = 250;

/**
 * The list, kept in ClickHouse, of deliveries that wait for their facts. A range is put on it after its rows
 * are surely stored, and taken off after the roll-ups hold them: so a stop at any moment only makes work be
 * done again. It is taken off by the id of its listing: doing so twice takes nothing else away.
 */
@Injectable()
export class PendingRanges {
  constructor(private readonly clickhouse: ClickHouse) {}

  async add(range: Omit<PendingRange, 'listing'>): Promise<void> {
    await this.clickhouse.command('facts/add_pending_range', {
      segment_id: range.segmentId,
      first_sequence: range.firstSequence,
      last_sequence: range.lastSequence,
      deliveries: range.deliveries,
    });
  }

  /** The oldest ones, in order of segment and sequence; complete when no others wait. */
  async next(most = MAX_AT_ONCE): Promise<{ ranges: PendingRange[]; isComplete: boolean }> {
    const rows = await this.clickhouse.query<Row>('facts/pending_ranges', { limit: most });
    // On a cluster, a range may be heard of sooner than its deliveries.
    if (rows.length > 0) await this.clickhouse.sync(['deliveries_store']);
    const ranges = rows.map((row) => ({
      listing: row.listing,
      segmentId: BigInt(row.segment_id),
      firstSequence: BigInt(row.first_sequence),
      lastSequence: BigInt(row.last_sequence),
      deliveries: row.deliveries,
    }));
    return { ranges, isComplete: ranges.length < most };
  }

  async settle(turn: Computing, ranges: readonly PendingRange[]): Promise<void> {
    await turn.command('facts/settle_ranges', { listings: ranges.map(({ listing }) => listing) });
  }

  /**
   * Waits until those that are on the list now are settled, or the time is over.
   * @returns how many are left
   */
  async untilSettled(timeoutMs: number, signal: AbortSignal): Promise<number> {
    let left = await this.listed([]);
    for (const end = performance.now() + timeoutMs; left.length > 0;) {
      if (performance.now() > end || signal.aborted) break;
      await sleep(BETWEEN_LOOKS_MS);
      left = await this.listed(left);
    }
    return left.length;
  }

  private async listed(of: readonly string[]): Promise<string[]> {
    const rows = await this.clickhouse.query<{ id: string }>('facts/pending_listings', {
      of,
      limit: MAX_AT_ONCE,
    });
    return rows.map(({ id }) => id);
  }
}
