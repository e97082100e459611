import { Inject, Injectable } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { Retention } from './retention';
import type { DueMonth, RetentionLimit } from './retention-limit';
import { CALLED } from './retention-texts';
import { RetentionNotes } from '../../store/cleaning/retention-notes';
import { commandLine } from '../../platform/command-line';

/** All in milliseconds. Limits are days: most looks find nothing. */
const EVERY = 3_600_000;
const RETRY = { first: 60_000, most: EVERY };
/** Between saying what goes and the first time that it does: nothing brings it back. */
const GRACE = 86_400_000;

/**
 * Every hour removes what is older than settings and rules say it is to be kept. Before a limit is at work for the
 * first time, the log says what would go, and it goes a day later: a mistyped number can be put right until then.
 */
@Injectable()
export class RetentionJob {
  constructor(
    private readonly retention: Retention,
    private readonly notes: RetentionNotes,
    private readonly jobs: Jobs,
    @Inject(LOG) private readonly log: Log,
  ) {
    jobs.add({
      name: 'keepWithinRetention',
      everyMs: EVERY,
      retry: RETRY,
      run: () => this.keepWithinRetention(),
      failure: 'what is older than is to be kept could not be removed; it will be tried again',
    });
  }

  private async keepWithinRetention(): Promise<void> {
    const limits = await this.retention.limits();
    if (limits.length === 0) return;
    const notes = await this.notes.all();
    for (const limit of limits) {
      if (this.jobs.stopping.aborted) return;
      const note = notes.find(
        ({ account, kind, days }) => account === limit.account && kind === limit.kind && days === limit.days,
      );
      if (note === undefined) await this.announce(limit);
      else if (Date.now() - note.announcedAt.getTime() >= GRACE || note.since.getTime() > 0)
        await this.remove(limit, note.announcedAt);
    }
  }

  private async announce(limit: RetentionLimit): Promise<void> {
    const announcedAt = new Date();
    const due = await this.retention.due(limit);
    this.log.warn(
      { ...factsOf(limit, due), from: new Date(announcedAt.getTime() + GRACE) },
      `${CALLED[limit.kind]} older than is to be kept will be removed for good from then on: "${commandLine('retention', '--dry-run')}" shows them, and "${commandLine('retention')}" removes them now`,
    );
    await this.notes.add({ ...limit, announcedAt, since: new Date(0) });
  }

  private async remove(limit: RetentionLimit, announcedAt: Date): Promise<void> {
    const signal = this.jobs.stopping;
    const removed = await this.retention.remove(limit, { announcedAt, signal });
    if (removed.deliveries + removed.chats + removed.facts === 0) return;
    const { account, kind, days } = limit;
    this.log.info({ account, kind, days, ...removed }, `removed ${CALLED[kind]} older than is to be kept`);
  }
}

function factsOf({ account, kind, days, before }: RetentionLimit, due: readonly DueMonth[]): object {
  const sum = (of: (month: DueMonth) => number) => due.reduce((total, month) => total + of(month), 0);
  const deliveries = sum((month) => month.deliveries);
  return {
    account,
    kind,
    days,
    before,
    deliveries,
    bytes: sum(({ bytes }) => bytes),
    facts: sum(({ facts }) => facts),
  };
}
