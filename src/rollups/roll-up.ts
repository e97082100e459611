import { Injectable } from '@nestjs/common';
import { FactBuilder } from '../facts/fact-builder';
import { groupNeighbours } from '../facts/pending-range';
import type { RangeGroup } from '../facts/pending-range';
import { PendingRanges } from '../facts/pending-ranges';
import { Publisher } from './publisher';
import { ResultVersion } from './result-version';

/** How many deliveries are computed in one go: bounds ClickHouse's memory for it. */
const MOST_DELIVERIES = 100_000;

/**
 * Brings facts and roll-ups up to what is stored: takes the pending ranges one after the other, computes every
 * chat they touched and every bucket in which that changed something, and takes the range off the list last.
 * Any stop in between, a second service, or doing it twice leaves the same numbers.
 */
@Injectable()
export class RollUp {
  /** True until a pass over everything pending has gone through: an earlier one may have broken off. */
  private mayFollowBreak = true;
  /** Up to when it was seen to that idle episodes are known as such; 0: not since the start. */
  private awakeUntilMs = 0;

  constructor(
    private readonly pending: PendingRanges,
    private readonly facts: FactBuilder,
    private readonly version: ResultVersion,
    private readonly publisher: Publisher,
  ) {}

  /**
   * Rolls up what is pending at the moment, and what time has changed. What comes in meanwhile waits for the next
   * pass, so that a steady stream is computed in sensible portions.
   * @returns the number of deliveries
   */
  async rollUpPending(signal?: AbortSignal): Promise<number> {
    let deliveries = 0;
    const isRecovery = this.mayFollowBreak;
    this.mayFollowBreak = true;
    let isMore = true;
    while (isMore) {
      const { ranges, isComplete } = await this.pending.next();
      for (const group of groupNeighbours(ranges, MOST_DELIVERIES)) {
        if (signal?.aborted === true) return deliveries;
        await this.rollUpRange(group, isRecovery);
        deliveries += group.deliveries;
      }
      isMore = !isComplete;
    }
    await this.rollUpAwake(isRecovery, signal);
    this.mayFollowBreak = false;
    return deliveries;
  }

  private async rollUpRange(range: RangeGroup, isRecovery: boolean): Promise<void> {
    await this.facts.sortIntoSubjects(range);
    const version = await this.version.next();
    await this.facts.chooseTouched(range, version);
    await this.rollUpChosen(version, isRecovery);
    await this.pending.settle(range.ranges);
    await this.facts.forgetRun(version);
  }

  /** Episodes become idle without an event. Mostly none did: then one small question is all that is asked. */
  private async rollUpAwake(isRecovery: boolean, signal?: AbortSignal): Promise<void> {
    if (this.awakeUntilMs > 0) {
      const { areAny, untilMs } = await this.facts.areAnyAwake(this.awakeUntilMs);
      if (!areAny) {
        this.awakeUntilMs = untilMs;
        return;
      }
    }
    let chats = 1;
    while (chats > 0 && signal?.aborted !== true) {
      const version = await this.version.next();
      const untilMs = Number(version / 1000n);
      chats = await this.facts.chooseAwake(this.awakeUntilMs, untilMs, version);
      if (chats > 0) await this.rollUpChosen(version, isRecovery);
      else this.awakeUntilMs = untilMs;
      await this.facts.forgetRun(version);
    }
  }

  private async rollUpChosen(runVersion: bigint, isRecovery: boolean): Promise<void> {
    await this.facts.compute(runVersion);
    await this.publisher.publish([runVersion], isRecovery);
  }
}
