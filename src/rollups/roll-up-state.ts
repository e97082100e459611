import { Injectable } from '@nestjs/common';

/** How far the roll-ups are. Kept by the job, read by whoever shows numbers. */
@Injectable()
export class RollUpState {
  private finishedPassStartedAt: number | undefined;

  /** A pass that began at this moment (milliseconds) went through: all that was stored then is rolled up. */
  passed(startedAt: number): void {
    this.finishedPassStartedAt = startedAt;
  }

  /** When the last pass that went through began; undefined before the first one of this start. */
  lastRollUpAt(): number | undefined {
    return this.finishedPassStartedAt;
  }

  /** Numbers of buckets that end later than this (milliseconds) may still grow. */
  completeUntil(): number {
    return Math.min(this.finishedPassStartedAt ?? 0, Date.now());
  }
}
