import { backoff } from '../clickhouse/backoff';
import type { BackoffLimits } from '../clickhouse/backoff';
import type { Log } from '../logging/log';

/** `more`: the next run follows at once. `failed`: it could not be done, and the run has said why. */
export type RunResult = 'done' | 'more' | 'failed';

export interface IntervalJobOptions {
  /** Says the effect, such as `rollUpPending`. */
  readonly name: string;
  readonly everyMs: number;
  readonly run: (() => void) | (() => Promise<void>) | (() => Promise<RunResult>);
  /** What the log says when a run throws. */
  readonly failure: string;
  /** How long to wait after a run that failed, in place of the interval; by default the interval stands. */
  readonly retry?: BackoffLimits;
}

/**
 * Work at an interval, the first run at once. It never overlaps itself: of the ticks that come while a run goes on, one
 * is made up for right after it. A run that throws is logged, and the job goes on.
 */
export class IntervalJob {
  readonly name: string;
  private interval: NodeJS.Timeout | undefined;
  private retry: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isTickMissed = false;
  /** In a row. */
  private failures = 0;

  /** @param stopping aborted when the job must end: no run begins any more, and what the last one throws is its end */
  constructor(
    private readonly options: IntervalJobOptions,
    private readonly stopping: AbortSignal,
    private readonly log: Log,
  ) {
    this.name = options.name;
  }

  /** @returns the timer, for a registry */
  start(): NodeJS.Timeout {
    this.interval = setInterval(() => {
      this.tick();
    }, this.options.everyMs);
    this.tick();
    return this.interval;
  }

  /** Resolves when the run under way has ended. To be called once `stopping` is aborted. */
  async stop(): Promise<void> {
    clearInterval(this.interval);
    clearTimeout(this.retry);
    await this.running;
  }

  private tick(): void {
    if (this.running !== undefined) this.isTickMissed = true;
    else if (this.retry === undefined) this.begin();
  }

  private begin(): void {
    this.running = this.runWhileDue().finally(() => {
      this.running = undefined;
    });
  }

  private async runWhileDue(): Promise<void> {
    let isDue = true;
    while (isDue && !this.stopping.aborted) {
      this.isTickMissed = false;
      const result = await this.runOnce();
      isDue = this.retry === undefined && (result === 'more' || this.isTickMissed);
    }
  }

  private async runOnce(): Promise<RunResult> {
    try {
      const result = (await this.options.run()) ?? 'done';
      if (result === 'failed') this.failed();
      else this.succeeded();
      return result;
    } catch (error) {
      if (this.stopping.aborted) return 'failed';
      const waitMs = this.failed();
      const facts = { err: error, job: this.name, failures: this.failures };
      this.log.error(waitMs === undefined ? facts : { ...facts, waitMs }, this.options.failure);
      return 'failed';
    }
  }

  private succeeded(): void {
    if (this.failures > 0) this.log.info({ job: this.name, failures: this.failures }, 'a job works again');
    this.failures = 0;
  }

  /** @returns how long it waits before it tries again, where that is not the interval */
  private failed(): number | undefined {
    this.failures += 1;
    if (this.options.retry === undefined || this.stopping.aborted) return undefined;
    const waitMs = backoff(this.failures, this.options.retry);
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.tick();
    }, waitMs);
    return waitMs;
  }
}
