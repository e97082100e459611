import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { Jobs } from '../../platform/jobs/jobs';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { Spool } from '../../receive/spool/spool';
import { DrainCounters } from './drain-counters';

const LOOK_MS = 1_000;
const REPEAT_MS = 300_000;

interface Alarm {
  readonly raisedAt: number;
  readonly drainedBefore: number;
  repeatAt: number;
}

/**
 * Warns when an accepted delivery has waited longer than `LAG_ALARM_SECONDS` for ClickHouse, again every five
 * minutes while it lasts, and says when it is over. Nothing is lost meanwhile, but numbers are behind and the disk
 * fills. The time in which the service did not run does not count: the drain could do nothing then.
 */
@Injectable()
export class LagAlarmJob {
  private readonly startedAt = Date.now();
  private alarm: Alarm | undefined;

  constructor(
    private readonly spool: Spool,
    private readonly drained: DrainCounters,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'lagAlarmMs'>,
    jobs: Jobs,
    @Inject(LOG) private readonly log: Log,
  ) {
    jobs.addWithoutDatabase({
      name: 'watchLag',
      everyMs: LOOK_MS,
      run: () => {
        this.watchLag();
      },
      failure: 'the lag of the drain could not be looked at',
    });
  }

  watchLag(): void {
    const { oldestPendingReceivedAt: oldest } = this.spool.stats();
    const waitedMs = oldest === undefined ? 0 : Date.now() - Math.max(oldest, this.startedAt);
    if (oldest !== undefined && waitedMs > this.settings.lagAlarmMs) this.warn(oldest);
    // Only half of it is over: a lag just at the threshold must not raise one alarm after the other.
    else if (waitedMs <= this.settings.lagAlarmMs / 2) this.endAlarm();
  }

  private warn(oldest: number): void {
    const now = performance.now();
    this.alarm ??= { raisedAt: now, drainedBefore: this.drained.deliveries, repeatAt: now };
    if (now < this.alarm.repeatAt) return;
    this.alarm.repeatAt = now + REPEAT_MS;
    const { pendingRecords, pendingBytes, freeBytes } = this.spool.stats();
    this.log.warn(
      {
        deliveries: pendingRecords,
        bytes: pendingBytes,
        oldestSeconds: seconds(Date.now() - oldest),
        freeBytes,
      },
      'Accepted deliveries wait too long for ClickHouse. They are safe on disk, but in no number yet: check that ' +
        'ClickHouse runs, has disk space and takes inserts; the last warning of the drain says what it answered.',
    );
  }

  private endAlarm(): void {
    if (!this.alarm) return;
    const { raisedAt, drainedBefore } = this.alarm;
    this.alarm = undefined;
    this.log.info(
      {
        lastedSeconds: seconds(performance.now() - raisedAt),
        drained: this.drained.deliveries - drainedBefore,
      },
      'Deliveries reach ClickHouse in time again.',
    );
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}
