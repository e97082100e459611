import { Injectable } from '@nestjs/common';

/** How far the roll-ups are. Kept by the job, read by whoever shows numbers. */
@Injectable()
export class RollUpState {
  /** Passes of this start that went through. */
  passes = 0;
  /** Passes of this start that failed. */
  failures = 0;
  /** Deliveries that the finished passes have rolled up. */
  deliveries = 0;
  /** How long the last finished pass took. */
  lastPassSeconds: number | undefined;
  private finishedPassStartedAt: number | undefined;

  /** A pass that began at this moment (milliseconds) went through: all that was stored then is rolled up. */
  passed(startedAt: number, deliveries: number, seconds: number): void {
    this.finishedPassStartedAt = startedAt;
    this.passes += 1;
    this.deliveries += deliveries;
    this.lastPassSeconds = seconds;
  }

  /** When the last pass that went through began; undefined before the first one of this start. */
  lastRollUpAt(): number | undefined {
    return this.finishedPassStartedAt;
  }
}
