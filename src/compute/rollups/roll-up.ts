import { Inject, Injectable } from '@nestjs/common';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { CHATS_PER_RUN, FactBuilder } from '../facts/fact-builder';
import { groupRanges } from '../../store/pending-ranges/pending-range';
import type { RangeGroup } from '../../store/pending-ranges/pending-range';
import { PendingRanges } from '../../store/pending-ranges/pending-ranges';
import type { Turn } from '../lease/turn';
import { Computing } from './computing';
import { DueWork } from './due-work';
import { Publisher } from './publisher';

/** How many deliveries are computed in one go: bounds ClickHouse's memory for it. */
const MAX_DELIVERIES = 100_000;

/** What another process may add to what is due by time is noticed so much later at most. */
const QUIET_MS = 10_000;

const DUE_AGAIN_AT_ONCE =
  'chats are due again at once after they were computed: their deadline does not agree with their numbers, which is ' +
  'an error in this program. Each pass computes them once more. Please report it with a row of: ' +
  'SELECT * FROM episodes_store FINAL WHERE due_at < now()';

/**
 * Brings facts and roll-ups up to what is stored: takes the pending ranges, of whichever receivers, computes every
 * chat they touched and every bucket in which that changed something, and takes the ranges off the list last.
 * Any stop in between, a second service, or doing it twice leaves the same numbers.
 */
@Injectable()
export class RollUp {
  /** Up to when it was seen, in a turn, to what time alone changes; 0: not since the start. */
  private deadlinesMetUntilMs = 0;
  /** Up to when, by this process's clock, time alone changes nothing. */
  private quietUntil = 0;
  /** Whether chats were due again at once, and that was logged. */
  private isDisagreementLogged = false;

  constructor(
    private readonly pending: PendingRanges,
    private readonly facts: FactBuilder,
    private readonly publisher: Publisher,
    private readonly computing: Computing,
    private readonly dueWork: DueWork,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * Rolls up what is pending at the moment, and what time has changed. What comes in meanwhile waits for the next
   * pass, so that a steady stream is computed in sensible portions.
   * @returns the number of deliveries
   */
  async rollUpPending(signal?: AbortSignal): Promise<number> {
    if (!(await this.isAnythingDue())) return 0;
    return this.computing.inTurn((turn) => this.pass(turn, signal), signal);
  }

  /** Mostly nothing is: then one small question is all that is asked, and no turn is taken. */
  private async isAnythingDue(): Promise<boolean> {
    if (this.deadlinesMetUntilMs === 0) return true;
    if (performance.now() < this.quietUntil) return this.dueWork.arePending();
    const due = await this.dueWork.look(this.deadlinesMetUntilMs, QUIET_MS);
    // The clock was turned back: what is noted for the time up to then would be passed over.
    if (due.nowMs < this.deadlinesMetUntilMs) this.deadlinesMetUntilMs = 0;
    if (due.arePending || due.areAnyDeadlines || this.deadlinesMetUntilMs === 0) return true;
    // Mostly by somebody who lives, and finishes it.
    if (due.isUnfinished) return this.computing.isUnfinished();
    this.quietUntil = performance.now() + due.quietMs;
    return false;
  }

  private async pass(turn: Turn, signal?: AbortSignal): Promise<number> {
    // It may bring numbers that time soon changes.
    this.quietUntil = 0;
    let deliveries = 0;
    let isMore = true;
    while (isMore) {
      const { ranges, isComplete } = await this.pending.next();
      for (const group of groupRanges(ranges, MAX_DELIVERIES)) {
        if (signal?.aborted === true) return deliveries;
        await this.rollUpRanges(turn, group);
        deliveries += group.deliveries;
      }
      isMore = !isComplete;
    }
    await this.rollUpDue(turn, signal);
    return deliveries;
  }

  private async rollUpRanges(turn: Turn, group: RangeGroup): Promise<void> {
    const version = turn.nextVersion();
    await this.facts.sortIntoThreads(turn, group, version);
    await this.facts.selectTouched(turn, group, version);
    await this.rollUpSelected(turn, version, turn.nowMs());
    await this.pending.settle(turn, group.ranges);
    await this.facts.forgetRun(version);
  }

  /** Time alone changes some numbers. Mostly none: then one small question is all that is asked. */
  private async rollUpDue(turn: Turn, signal?: AbortSignal): Promise<void> {
    if (this.deadlinesMetUntilMs > 0) {
      const { areAny, untilMs } = await this.dueWork.areAnyChatsDue(this.deadlinesMetUntilMs);
      if (!areAny) {
        this.deadlinesMetUntilMs = untilMs;
        return;
      }
    }
    // What becomes due meanwhile has a deadline after this moment, and is left to the next pass.
    const due = { afterMs: this.deadlinesMetUntilMs, untilMs: turn.nowMs(), version: turn.nextVersion() };
    let computed = 0;
    for (let chats = CHATS_PER_RUN; chats === CHATS_PER_RUN;) {
      if (signal?.aborted === true) return;
      const version = turn.nextVersion();
      await this.dueWork.selectChats(due, version);
      chats = (await this.facts.countSelected(version)).threads;
      if (chats > 0) await this.rollUpSelected(turn, version, due.untilMs);
      await this.facts.forgetRun(version);
      computed += chats;
    }
    if (computed > 0) this.noteDisagreement(await this.dueWork.countStillDue(due));
    this.deadlinesMetUntilMs = due.untilMs;
  }

  /** @param chats that are due as before, though they were computed in this pass */
  private noteDisagreement(chats: number): void {
    if (chats > 0 && !this.isDisagreementLogged) this.log.error({ chats }, DUE_AGAIN_AT_ONCE);
    this.isDisagreementLogged = chats > 0;
  }

  private async rollUpSelected(turn: Turn, version: bigint, nowMs: number): Promise<void> {
    await this.facts.compute(version, nowMs);
    await this.publisher.publish({ writer: turn }, [version], false);
  }
}
