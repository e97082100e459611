import { Injectable } from '@nestjs/common';
import { CHATS_PER_RUN, FactBuilder } from '../facts/fact-builder';
import { groupNeighbours } from '../../store/pending-ranges/pending-range';
import type { RangeGroup } from '../../store/pending-ranges/pending-range';
import { PendingRanges } from '../../store/pending-ranges/pending-ranges';
import type { Turn } from '../lease/turn';
import { Computing } from './computing';
import { DueWork } from './due-work';
import { Publisher } from './publisher';

/** How many deliveries are computed in one go: bounds ClickHouse's memory for it. */
const MAX_DELIVERIES = 100_000;

/**
 * Brings facts and roll-ups up to what is stored: takes the pending ranges one after the other, computes every
 * chat they touched and every bucket in which that changed something, and takes the range off the list last.
 * Any stop in between, a second service, or doing it twice leaves the same numbers.
 */
@Injectable()
export class RollUp {
  /** Up to when it was seen, in a turn, to what time alone changes; 0: not since the start. */
  private deadlinesMetUntilMs = 0;

  constructor(
    private readonly pending: PendingRanges,
    private readonly facts: FactBuilder,
    private readonly publisher: Publisher,
    private readonly computing: Computing,
    private readonly dueWork: DueWork,
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
    const due = await this.dueWork.look(this.deadlinesMetUntilMs);
    // The clock was turned back: what is noted for the time up to then would be passed over.
    if (due.nowMs < this.deadlinesMetUntilMs) this.deadlinesMetUntilMs = 0;
    if (due.arePending || due.areAnyDeadlines || this.deadlinesMetUntilMs === 0) return true;
    // Mostly by somebody who lives, and finishes it.
    return due.isUnfinished && (await this.computing.isUnfinished());
  }

  private async pass(turn: Turn, signal?: AbortSignal): Promise<number> {
    let deliveries = 0;
    let isMore = true;
    while (isMore) {
      const { ranges, isComplete } = await this.pending.next();
      for (const group of groupNeighbours(ranges, MAX_DELIVERIES)) {
        if (signal?.aborted === true) return deliveries;
        await this.rollUpRange(turn, group);
        deliveries += group.deliveries;
      }
      isMore = !isComplete;
    }
    await this.rollUpDue(turn, signal);
    return deliveries;
  }

  private async rollUpRange(turn: Turn, range: RangeGroup): Promise<void> {
    const version = turn.nextVersion();
    await this.facts.sortIntoThreads(turn, range, version);
    await this.facts.selectTouched(range, version);
    await this.rollUpSelected(turn, version, turn.nowMs());
    await this.pending.settle(turn, range.ranges);
    await this.facts.forgetRun(version);
  }

  /** Time alone changes some numbers. Mostly none: then one small question is all that is asked. */
  private async rollUpDue(turn: Turn, signal?: AbortSignal): Promise<void> {
    if (this.deadlinesMetUntilMs > 0) {
      const { areAny, untilMs } = await this.facts.areAnyDue(this.deadlinesMetUntilMs);
      if (!areAny) {
        this.deadlinesMetUntilMs = untilMs;
        return;
      }
    }
    for (let chats = CHATS_PER_RUN; chats > 0 && signal?.aborted !== true;) {
      const [version, nowMs] = [turn.nextVersion(), turn.nowMs()];
      chats = await this.facts.selectDue(this.deadlinesMetUntilMs, nowMs, version);
      if (chats > 0) await this.rollUpSelected(turn, version, nowMs);
      else this.deadlinesMetUntilMs = nowMs;
      await this.facts.forgetRun(version);
    }
  }

  private async rollUpSelected(turn: Turn, version: bigint, nowMs: number): Promise<void> {
    await this.facts.compute(version, nowMs);
    await this.publisher.publish({ writer: turn }, [version], false);
  }
}
