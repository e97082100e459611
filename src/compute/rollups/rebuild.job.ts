import { Inject, Injectable } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs';
import type { RunResult } from '../../platform/jobs/interval-job';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { UsedSettings } from '../facts/used-settings';
import { RebuildOvertaken } from '../facts/rebuild-overtaken';
import { Rebuild } from './rebuild';
import type { RebuildProgress } from './rebuild';
import { RebuildNotes } from './rebuild-notes';

/** All in milliseconds. */
const LOOK_EVERY = 2_000;
const TELL_EVERY = 30_000;
const RETRY = { first: 10_000, most: 600_000 };

/**
 * Recomputes all numbers in the background once settings, rules or definitions that shape them are other ones than they
 * were computed by: at a start, and when the rules have changed. At rest it asks the database for nothing.
 *
 * Of two services with different settings each brings its own into force once, and neither does it again.
 */
@Injectable()
export class RebuildJob {
  /** What was wanted when numbers were last seen to be by it, or made so. */
  private settledFor: string | undefined;

  constructor(
    private readonly rebuild: Rebuild,
    private readonly notes: RebuildNotes,
    private readonly used: UsedSettings,
    private readonly jobs: Jobs,
    @Inject(LOG) private readonly log: Log,
  ) {
    jobs.add({
      name: 'rebuildChanged',
      everyMs: LOOK_EVERY,
      run: () => this.rebuildIfDue(),
      failure: 'recomputing by changed rules failed and will be tried again',
      retry: RETRY,
    });
  }

  private async rebuildIfDue(): Promise<RunResult> {
    const wanted = this.used.wantedText;
    if (wanted === this.settledFor) return 'done';
    const isFirst = this.settledFor === undefined;
    if (!(await this.used.isRebuildDue())) {
      if (isFirst) await this.rebuild.clear();
      this.settledFor = wanted;
      return 'done';
    }
    // Another process is at it: what it switches to shows then.
    if ((await this.notes.underWay()) !== undefined) return 'done';
    await this.rebuild.clear();
    const startedAt = performance.now();
    const changed = await this.used.changes();
    this.log.info(
      { changed },
      'what shapes numbers has changed: all are recomputed in the background, and switch when that is done',
    );
    try {
      const chats = await this.rebuild.all(this.used.wanted, {
        signal: this.jobs.stopping,
        onProgress: this.progressLog(startedAt),
        isWanted: () => this.used.wantedText === wanted,
      });
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      this.log.info(
        { chats, seconds, changed },
        'all numbers are recomputed, and by the changed rules from now on',
      );
    } catch (error) {
      if (!(error instanceof RebuildOvertaken)) throw error;
      this.log.info(
        { because: error.message },
        'recomputing was given up, and begins again if it is still due',
      );
      return 'more';
    }
    this.settledFor = wanted;
    return 'done';
  }

  private progressLog(startedAt: number): (progress: RebuildProgress) => void {
    let toldAt = startedAt;
    return ({ step, chats, of }) => {
      const now = performance.now();
      if (now - toldAt < TELL_EVERY) return;
      toldAt = now;
      const minutesLeft =
        chats === 0 ? undefined : Math.ceil(((now - startedAt) * Math.max(0, of - chats)) / chats / 60_000);
      this.log.info({ step, chats, of, minutesLeft }, 'recomputing in the background');
    };
  }
}
