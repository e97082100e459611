import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { Jobs } from '../../platform/jobs/jobs';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { PassPace } from './pass-pace';
import { RollUp } from './roll-up';
import { RollUpState } from './roll-up-state';

/** In an interval. */
const LOOKS = 4;

/**
 * Rolls up every `ROLLUP_EVERY_SECONDS`; where passes take long, less often. A pass that is told to stop stops at its
 * next step.
 */
@Injectable()
export class RollUpJob {
  private readonly pace: PassPace;

  constructor(
    private readonly rollUp: RollUp,
    private readonly state: RollUpState,
    private readonly jobs: Jobs,
    @Inject(SETTINGS) { rollupEverySeconds }: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    const intervalMs = rollupEverySeconds * 1000;
    this.pace = new PassPace(intervalMs);
    jobs.add({
      name: 'rollUpPending',
      everyMs: intervalMs / LOOKS,
      run: () => this.rollUpPending(),
      failure: 'rolling up failed and will be tried again',
    });
  }

  private async rollUpPending(): Promise<void> {
    const startedAt = Date.now();
    const start = performance.now();
    if (!this.pace.begins(start)) return;
    try {
      const deliveries = await this.rollUp.rollUpPending(this.jobs.stopping);
      if (this.jobs.stopping.aborted) return;
      const end = performance.now();
      const milliseconds = Math.round(end - start);
      if (deliveries > 0) this.pace.computed(start, end);
      this.state.passed(startedAt, deliveries, milliseconds / 1000);
      if (deliveries > 0) this.log.debug({ deliveries, milliseconds }, 'rolled up');
    } catch (error) {
      if (!this.jobs.stopping.aborted) this.state.failures += 1;
      throw error;
    }
  }
}
