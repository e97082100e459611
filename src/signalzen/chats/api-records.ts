import { Injectable } from '@nestjs/common';
import { SegmentIds } from '../../spool/segment-ids';
import type { SpoolRecord } from '../../spool/spool-record';

/** Set in the id of every segment of the API: see `source` in clickhouse/migrations/0008_signalzen_api.sql. */
const API_SEGMENTS = 1n << 63n;

/** Makes records of what the API showed: each call's are a segment of their own, above those of every spool. */
@Injectable()
export class ApiRecords {
  private readonly ids = new SegmentIds(Date.now, 0n);

  /** @param readAt milliseconds since 1970: their time of receipt */
  of(account: string, bodies: readonly Buffer[], readAt: number): SpoolRecord[] {
    const segmentId = API_SEGMENTS | this.ids.next();
    return bodies.map((body, index) => ({
      segmentId,
      sequence: index + 1,
      receivedAt: readAt,
      occurrence: 0n,
      account,
      body,
    }));
  }
}
