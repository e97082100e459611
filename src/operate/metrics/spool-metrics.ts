import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { Spool } from '../../receive/spool/spool';
import type { SpoolStats } from '../../receive/spool/spool-stats';
import { MetricsRegistry } from './metrics-registry';

const SYNC_SECONDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const GROUP_RECORDS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096];

/** The state of the spool, and how its group commit does. */
@Injectable()
export class SpoolMetrics {
  constructor(
    private readonly metrics: MetricsRegistry,
    private readonly spool: Spool,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.describeGroups();
    this.describePending();
    this.describeRoom();
    this.describeDamages();
  }

  private describeGroups(): void {
    const observeSeconds = this.metrics.histogram(
      { name: 'signalzen_spool_sync_seconds', help: 'Seconds to write and sync (fdatasync) one group.' },
      SYNC_SECONDS,
    );
    const observeRecords = this.metrics.histogram(
      { name: 'signalzen_spool_group_records', help: 'Deliveries that shared one sync.' },
      GROUP_RECORDS,
    );
    this.spool.observeGroups((records, _bytes, seconds) => {
      observeSeconds(seconds);
      observeRecords(records);
    });
  }

  private describePending(): void {
    this.gauge(
      'pending_deliveries',
      'Deliveries on disk that are not yet known to be in ClickHouse.',
      (stats) => stats.pendingRecords,
    );
    this.gauge(
      'pending_bytes',
      'Bytes on disk of the deliveries not yet known to be in ClickHouse.',
      (stats) => stats.pendingBytes,
    );
    this.gauge(
      'oldest_pending_seconds',
      'Seconds since the receipt of the oldest delivery not yet known to be in ClickHouse; 0 when none waits.',
      ({ oldestPendingReceivedAt: oldest }) =>
        oldest === undefined ? 0 : Math.max(0, Date.now() - oldest) / 1000,
    );
    this.gauge(
      'waiting_bytes',
      'Bytes of deliveries in memory, not answered yet, that wait for the disk.',
      (stats) => stats.waitingBytes,
    );
  }

  private describeRoom(): void {
    const { maxPendingBytes, minFreeBytes } = this.settings.spool;
    this.gauge('accepting', '1 when deliveries are taken, 0 when all are refused (503).', () =>
      this.spool.refusal() ? 0 : 1,
    );
    this.gauge(
      'pending_limit_bytes',
      'Pending bytes above which deliveries are refused (SPOOL_MAX_PENDING_BYTES).',
      () => maxPendingBytes,
    );
    this.gauge('free_bytes', 'Free bytes of the file system of the spool.', (stats) => stats.freeBytes);
    this.gauge(
      'free_floor_bytes',
      'Free bytes below which deliveries are refused (SPOOL_MIN_FREE_BYTES).',
      () => minFreeBytes,
    );
    this.gauge(
      'retained_bytes',
      'Bytes of segments that are kept although ClickHouse has their deliveries.',
      (stats) => stats.drainedBytes,
    );
  }

  private describeDamages(): void {
    this.counter(
      'quarantined_total',
      'Damaged ranges and files set aside in spool/quarantine: their deliveries may be lost.',
      (stats) => stats.quarantined,
    );
    this.counter(
      'torn_tails_total',
      'Groups cut off at a start because they were not fully written; none was acknowledged.',
      (stats) => stats.tornTails,
    );
    this.counter(
      'abandoned_segments_total',
      'Segments abandoned after a failed write or sync.',
      (stats) => stats.abandonedSegments,
    );
    this.gauge(
      'unreadable_segments',
      'Segments that the disk could not read at start.',
      (stats) => stats.unreadableSegments,
    );
  }

  private gauge(name: string, help: string, read: (stats: SpoolStats) => number): void {
    this.metrics.gauge({ name: `signalzen_spool_${name}`, help }, () => read(this.spool.stats()));
  }

  private counter(name: string, help: string, read: (stats: SpoolStats) => number): void {
    this.metrics.counter({ name: `signalzen_spool_${name}`, help }, () => read(this.spool.stats()));
  }
}
