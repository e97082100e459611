/** After a pass, in times of what it took, and in intervals at most. */
const REST = { passes: 2, intervals: 1.5 };

/** When passes begin, in milliseconds of one clock. */
export class PassPace {
  private nextAt = -Infinity;

  /** @param intervalMs from the begin of one to that of the next, at least */
  constructor(private readonly intervalMs: number) {}

  /** Whether it is time for one, which then begins. */
  begins(nowMs: number): boolean {
    if (nowMs < this.nextAt) return false;
    this.nextAt = nowMs + this.intervalMs;
    return true;
  }

  /**
   * One that computed something has ended. To compute little costs about as much as to compute much: so the next waits
   * for more, the longer this one took.
   */
  computed(beganMs: number, endedMs: number): void {
    const rest = Math.min(REST.passes * (endedMs - beganMs), REST.intervals * this.intervalMs);
    this.nextAt = Math.max(this.nextAt, endedMs + rest);
  }
}
