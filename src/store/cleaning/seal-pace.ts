const PERIOD_MS = 60_000;
const MAX_IN_PERIOD = 6;

/** Keeps segments from being sealed all the time, each with next to nothing in it, where many persons are erased. */
export class SealPace {
  private times: number[] = [];

  /** Whether one may be sealed now. */
  mayGoOn(now = performance.now()): boolean {
    this.times = this.times.filter((time) => now - time < PERIOD_MS);
    if (this.times.length >= MAX_IN_PERIOD) return false;
    this.times.push(now);
    return true;
  }
}
