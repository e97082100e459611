import { Injectable } from '@nestjs/common';
import { SegmentIds } from '../../receive/spool/segment-ids';
import type { SpoolRecord } from '../../receive/spool/spool-record';

/** Set in the id of every segment of the API: see `source` in clickhouse/schema/deliveries_store.sql. */
const API_SEGMENTS = 1n << 63n;
const MAX_RECORDS = 100_000;

/**
 * Makes records of what the API showed, in segments above those of every spool. A segment goes on from call to call,
 * so that roll-ups compute what many calls showed in one go: they take neighbours of one segment together.
 */
@Injectable()
export class ApiRecords {
  private readonly ids = new SegmentIds(Date.now, 0n);
  private segmentId = 0n;
  private sequence = MAX_RECORDS;

  /**
   * @param bodies at most a segment's, which is 100,000
   * @param readAt milliseconds since 1970: their time of receipt
   */
  of(account: string, bodies: readonly Buffer[], readAt: number): SpoolRecord[] {
    if (this.sequence + bodies.length > MAX_RECORDS) {
      this.segmentId = API_SEGMENTS | this.ids.next();
      this.sequence = 0;
    }
    return bodies.map((body) => ({
      segmentId: this.segmentId,
      sequence: (this.sequence += 1),
      receivedAt: readAt,
      occurrence: 0n,
      account,
      body,
    }));
  }
}
