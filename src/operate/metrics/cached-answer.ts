import type { CallOptions } from '../../platform/clickhouse/clickhouse';

/** Answers are kept this long at least. */
const MIN_FRESH_MS = 10_000;

/**
 * How ClickHouse is asked for metrics. Prometheus waits ten seconds for a scrape, unless told otherwise: one question
 * without an answer must not cost all other figures. With one thread and little memory, what is asked for a chart does
 * not hold up what is stored.
 */
export const FOR_A_SCRAPE = {
  timeoutMs: 2_000,
  settings: { max_threads: 1, max_memory_usage: '500000000' },
} as const satisfies CallOptions;

/**
 * An answer that is kept for a while, so that frequent scrapes ask no more often. A failure is kept as well: a
 * database that is down is not asked again by each scrape, and none waits for it.
 */
export class CachedAnswer<Answer> {
  private answer: Promise<Answer | undefined> | undefined;
  private freshUntil = -Infinity;

  /**
   * @param timesAsLong the answer is kept this many times as long as it took, if that is more than ten seconds:
   * what is expensive is asked rarely
   */
  constructor(
    private readonly ask: () => Promise<Answer>,
    private readonly timesAsLong = 0,
  ) {}

  /** `undefined`: it could not be had. */
  get(): Promise<Answer | undefined> {
    const askedAt = performance.now();
    if (this.answer && askedAt < this.freshUntil) return this.answer;
    // While it is being asked, everybody waits for the same answer.
    this.freshUntil = Infinity;
    this.answer = this.ask()
      .catch(() => undefined)
      .finally(() => {
        const now = performance.now();
        this.freshUntil = now + Math.max(MIN_FRESH_MS, this.timesAsLong * (now - askedAt));
      });
    return this.answer;
  }
}
