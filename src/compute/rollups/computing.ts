import { Injectable } from '@nestjs/common';
import { FactBuilder } from '../facts/fact-builder';
import { Lease } from '../lease/lease';
import { LeaseLost } from '../lease/fenced-session';
import type { Turn } from '../lease/turn';
import { Publisher } from './publisher';

/** Turns that are lost in the middle, one after the other, until somebody has to hear of it. */
const MAX_ATTEMPTS = 3;

/**
 * Whoever changes what is computed does it in a turn: one at a time in this process, and over all processes on the
 * database. A turn begins with finishing what one before it broke off.
 */
@Injectable()
export class Computing {
  private previous: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly lease: Lease,
    private readonly facts: FactBuilder,
    private readonly publisher: Publisher,
  ) {}

  /** Whether a turn is due for what one before it, which is over, did not finish. */
  isUnfinished(): Promise<boolean> {
    return this.lease.isUnfinished();
  }

  /**
   * Waits for a turn and does some work in it; all of it once more where the turn was lost in the middle.
   * @throws the signal's reason when it was aborted before the turn came, and whatever the work throws
   */
  async inTurn<T>(work: (turn: Turn) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const mine = this.previous.then(() => this.takeTurn(work, signal));
    this.previous = mine.catch(() => undefined);
    return mine;
  }

  private async takeTurn<T>(work: (turn: Turn) => Promise<T>, signal?: AbortSignal): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const turn = await this.lease.take(signal);
      try {
        await this.finishWhatWasBrokenOff(turn);
        const result = await work(turn);
        await this.lease.end(turn);
        return result;
      } catch (error) {
        await this.lease.abandon(error);
        if (!(error instanceof LeaseLost) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  /**
   * A switch to other tables is completed. Else, whatever a turn that was broken off has changed has a version after
   * that of the last one that went through. The chats of these rows are computed once more, and so is every roll-up
   * that any fact of theirs was ever in.
   */
  private async finishWhatWasBrokenOff(turn: Turn): Promise<void> {
    const since = turn.unfinishedSince;
    if (since === undefined) return;
    await this.facts.finishSwitch(turn);
    await this.facts.forEachWrittenSince(turn, since, [], async (version) => {
      await this.facts.compute(version, turn.nowMs());
      await this.publisher.publish({ writer: turn }, [version], true);
      await this.facts.forgetRun(version);
    });
  }
}
