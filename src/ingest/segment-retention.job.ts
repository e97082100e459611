import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ClickHouse } from '../clickhouse/clickhouse';
import { ClickHouseConnection } from '../clickhouse/clickhouse-connection';
import { SETTINGS } from '../config/config.module';
import type { Settings } from '../config/settings';
import { LOG } from '../logging/logging.module';
import type { Log } from '../logging/log';
import { segmentIdText } from '../spool/segment-names';
import type { DrainedSegment } from '../spool/segment-names';
import { Spool } from '../spool/spool';
import { ReconciliationResults } from './reconciliation-results';
import { RejectedDeliveries } from './rejected-deliveries';

const HOUR_MS = 3_600_000;

/**
 * Compares the segments that are kept after draining with ClickHouse, at start and hourly. One of which
 * ClickHouse lacks rows (it lost power, or was restored from a backup) is drained again; one that is complete
 * and older than the retention is deleted.
 */
@Injectable()
export class SegmentRetentionJob implements OnApplicationBootstrap {
  private running: Promise<void> | undefined;

  constructor(
    private readonly spool: Spool,
    private readonly clickhouse: ClickHouse,
    private readonly connection: ClickHouseConnection,
    private readonly rejected: RejectedDeliveries,
    private readonly results: ReconciliationResults,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    void this.connection.ready().then(
      () => this.compareRetainedSegments(),
      () => undefined, // The connection has said why; there is nothing to compare with.
    );
  }

  @Interval('compareRetainedSegments', HOUR_MS)
  compareRetainedSegments(): Promise<void> {
    this.running ??= this.compareAll()
      .then(() => {
        this.results.lastSuccessAt = Date.now();
      })
      .catch((error: unknown) => {
        this.results.failures += 1;
        this.log.error({ err: error }, 'comparing the spool with ClickHouse failed and will be tried again');
      })
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async compareAll(): Promise<void> {
    const segments = this.spool.drainedSegments();
    if (segments.length === 0) return;
    const rows = await this.clickhouse.query<{ segment_id: string; records: string }>(
      'ingest/stored_per_segment',
      {
        segment_ids: segments.map((segment) => segment.segmentId),
      },
    );
    const stored = new Map(rows.map((row) => [BigInt(row.segment_id), Number(row.records)]));
    for (const segment of segments) await this.compare(segment, stored.get(segment.segmentId) ?? 0);
  }

  private async compare(segment: DrainedSegment, storedRecords: number): Promise<void> {
    const held = storedRecords + (await this.rejected.countOf(segment.segmentId));
    this.results.segmentsCompared += 1;
    if (held < segment.records) {
      this.results.segmentsLacking += 1;
      this.results.missingDeliveries += segment.records - held;
      const { records } = segment;
      this.log.error(
        { segment: segmentIdText(segment.segmentId), records, stored: storedRecords },
        'ClickHouse lacks deliveries that it had: they are sent again from the spool',
      );
      await this.spool.rewind(segment.segmentId);
    } else if (segment.drainedAt + this.settings.spool.retentionMs < Date.now()) {
      await this.spool.remove(segment.segmentId);
    }
  }
}
