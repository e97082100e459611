import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { LOG } from '../platform/logging/logging.module';
import type { Log } from '../platform/logging/log';
import { Jobs } from '../platform/jobs/jobs';
import type { RunResult } from '../platform/jobs/interval-job';
import { Alerts } from './alerts/alerts';
import { Digests } from './digests/digests';
import { Delivery } from './outbox/delivery';
import { Outbox } from './outbox/outbox';

/** All in milliseconds. */
const JUDGE_EVERY = 2_000;
const DIGESTS_EVERY = 10_000;
const LOOK_EVERY = 1_000;
/** What another process has put in and not sent is found so late. */
const LOOK_AT_LEAST_EVERY = 30_000;
/** Whatever takes longer to send goes on beside what is due next. */
const PATIENCE = 500;
/** What is being sent when the service stops has so long to end; else it may come twice, marked. */
const LAST_WORDS = 5_000;

/** Judges alerts, writes digests, and sends what is due. */
@Injectable()
export class NotifyJob implements BeforeApplicationShutdown {
  private nextLookAt = 0;
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly alerts: Alerts,
    private readonly digests: Digests,
    private readonly outbox: Outbox,
    private readonly delivery: Delivery,
    private readonly jobs: Jobs,
    @Inject(LOG) private readonly log: Log,
  ) {
    jobs.add({
      name: 'judgeAlerts',
      everyMs: JUDGE_EVERY,
      run: () => this.judge(),
      failure: 'alerts could not be judged; it will be tried again',
    });
    jobs.add({
      name: 'writeDigests',
      everyMs: DIGESTS_EVERY,
      run: () => this.writeDigests(),
      failure: 'digests could not be written; it will be tried again',
    });
    jobs.add({
      name: 'sendNotifications',
      everyMs: LOOK_EVERY,
      run: () => this.send(),
      failure: 'notifications could not be sent; it will be tried again',
    });
  }

  private async judge(): Promise<void> {
    if (await this.alerts.judge(this.jobs.stopping)) this.nextLookAt = 0;
  }

  private async writeDigests(): Promise<void> {
    if (await this.digests.tell(this.jobs.stopping)) this.nextLookAt = 0;
  }

  private async send(): Promise<RunResult> {
    if (performance.now() < this.nextLookAt) return 'done';
    // Whatever is put in meanwhile is looked at once more.
    this.nextLookAt = Infinity;
    try {
      const begun = await this.delivery.begin(this.jobs.stopping);
      if (begun.length > 0) {
        await Promise.race([Promise.all(begun.map((one) => this.follow(one))), sleep(PATIENCE)]);
        return 'more';
      }
    } finally {
      const in_ = this.nextLookAt === Infinity ? await this.outbox.nextDueIn() : 0;
      const wait = Math.min(Math.max(in_ ?? Infinity, 0), LOOK_AT_LEAST_EVERY);
      this.nextLookAt = performance.now() + wait;
    }
    return 'done';
  }

  private async follow(sending: Promise<void>): Promise<void> {
    const followed = sending.catch((error: unknown) => {
      if (!this.jobs.stopping.aborted)
        this.log.error({ err: error }, 'what became of a notification could not be noted; it is sent again');
    });
    this.underWay.add(followed);
    await followed;
    this.underWay.delete(followed);
    this.nextLookAt = 0;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([Promise.all(this.underWay), sleep(LAST_WORDS, undefined, { ref: false })]);
  }
}
