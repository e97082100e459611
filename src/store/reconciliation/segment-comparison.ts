import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { DrainedSegment } from '../../receive/spool/segment-names';
import { Spool } from '../../receive/spool/spool';
import { DeliveryStore } from '../drain/delivery-store';
import { ReconciliationResults } from './reconciliation-results';
import { RejectedDeliveries } from '../drain/rejected-deliveries';

/**
 * What ClickHouse has of a drained segment.
 * - `held`: every record is stored, or kept aside because ClickHouse refused it.
 * - `lacking`: so many records that the segment holds are not.
 * - `damaged`: all that can be read is, but so many records that were drained can neither be read any more nor
 *   are they stored. Sending again would not help, and deleting might lose bytes that a person could rescue.
 */
export type SegmentState =
  | { readonly kind: 'held' }
  | { readonly kind: 'lacking'; readonly deliveries: number }
  | { readonly kind: 'damaged'; readonly deliveries: number };

const LIMITS = { maxRecords: 5_000, maxBytes: 8 * 2 ** 20 };
const HELD: SegmentState = { kind: 'held' };

interface Stored {
  readonly records: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/** Compares drained segments with ClickHouse, delivery by delivery, and counts what it finds. */
@Injectable()
export class SegmentComparison {
  constructor(
    private readonly spool: Spool,
    private readonly clickhouse: ClickHouse,
    private readonly store: DeliveryStore,
    private readonly rejected: RejectedDeliveries,
    private readonly results: ReconciliationResults,
  ) {}

  /** @throws ClickHouseError or the system's error when it cannot be determined; nothing may be deleted then */
  async stateOf(segment: DrainedSegment): Promise<SegmentState> {
    try {
      const stored = await this.storedOf(segment.segmentId);
      const state = isExactlyThat(segment, stored) ? HELD : await this.lookAtEach(segment, stored);
      this.results.segmentsCompared += 1;
      if (state.kind === 'lacking') {
        this.results.segmentsLacking += 1;
        this.results.missingDeliveries += state.deliveries;
      }
      return state;
    } catch (error) {
      this.results.failures += 1;
      throw error;
    }
  }

  private async storedOf(segmentId: bigint): Promise<Stored> {
    const [row] = await this.clickhouse.query<Record<string, string>>('drain/stored_of_segment', {
      segment_id: segmentId,
    });
    return {
      records: Number(row?.['records']),
      firstSequence: Number(row?.['first_sequence']),
      lastSequence: Number(row?.['last_sequence']),
    };
  }

  private async lookAtEach({ segmentId, records }: DrainedSegment, stored: Stored): Promise<SegmentState> {
    const aside = await this.rejected.sequencesOf(segmentId);
    let [readable, lacking, keptAside] = [0, 0, 0];
    for await (const part of this.spool.readDrained(segmentId, LIMITS)) {
      if (part.kind === 'damage') continue;
      readable += part.batch.records.length;
      for (const { sequence } of await this.store.missingOf(part.batch)) {
        if (aside.has(sequence)) keptAside += 1;
        else lacking += 1;
      }
    }
    if (lacking > 0) return { kind: 'lacking', deliveries: lacking };
    const unaccounted = readable >= records ? 0 : records - stored.records - keptAside;
    return unaccounted > 0 ? { kind: 'damaged', deliveries: unaccounted } : HELD;
  }
}

/**
 * Only records of a segment are stored under its id. If its numbers have no gap, as many different ones between
 * its first and its last are all of them; nothing needs to be read then.
 */
function isExactlyThat(segment: DrainedSegment, stored: Stored): boolean {
  const { records, firstSequence, lastSequence } = segment;
  return (
    lastSequence - firstSequence + 1 === records &&
    stored.records === records &&
    stored.firstSequence === firstSequence &&
    stored.lastSequence === lastSequence
  );
}
