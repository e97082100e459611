/** Keeps a log readable when the same thing happens thousands of times: reports it at most once per interval. */
export class LogThrottle {
  private unreported = 0;
  private quietUntil = -Infinity;

  constructor(
    private readonly intervalMs = 10_000,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** It happened: calls `report`, with how often it did since the last time, unless that was too short ago. */
  happened(report: (times: number) => void): void {
    this.unreported += 1;
    const now = this.now();
    if (now < this.quietUntil) return;
    this.quietUntil = now + this.intervalMs;
    const times = this.unreported;
    this.unreported = 0;
    report(times);
  }
}
