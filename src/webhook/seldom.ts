/** Keeps a log readable when the same thing happens thousands of times: tells of it at most once per interval. */
export class Seldom {
  private untold = 0;
  private quietUntil = -Infinity;

  constructor(
    private readonly intervalMs = 10_000,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** It happened: calls `tell`, with how often it did since the last time, unless that was too short ago. */
  happened(tell: (times: number) => void): void {
    this.untold += 1;
    const now = this.now();
    if (now < this.quietUntil) return;
    this.quietUntil = now + this.intervalMs;
    const times = this.untold;
    this.untold = 0;
    tell(times);
  }
}
