import { SYSTEM_API_CLOCK } from './api-clock';
import type { ApiClock } from './api-clock';

/**
 * How often this process asks SignalZen at most, over all accounts: requests start at least `1000 / rate`
 * milliseconds apart. Who comes first is served first; a pause saves up nothing for later.
 */
export class RequestPace {
  readonly #gapMs: number;
  readonly #clock: ApiClock;
  #earliestNext = Number.NEGATIVE_INFINITY;
  /** Settles when the last in the line has had its turn. */
  #line: Promise<unknown> = Promise.resolve();

  /** @param requestsPerSecond above 0, also below 1 */
  constructor(requestsPerSecond: number, clock: ApiClock = SYSTEM_API_CLOCK) {
    this.#gapMs = 1000 / requestsPerSecond;
    this.#clock = clock;
  }

  /**
   * Resolves when a request may start, which is to be done at once.
   * @param isStillWanted asked when it is the caller's turn: if not, nothing is taken, and the answer is `false`
   * @throws the signal's reason as soon as it is aborted; its turn then goes to the next
   */
  take(signal: AbortSignal, isStillWanted: () => boolean = () => true): Promise<boolean> {
    const turn = this.#line.then(() => this.#takeTurn(signal, isStillWanted));
    this.#line = turn.catch(() => undefined);
    return orAborted(turn, signal);
  }

  /** Somebody else may have asked until now: the first request waits as if it was the second. */
  goOnAfterOthers(): void {
    this.#earliestNext = Math.max(this.#earliestNext, this.#clock.now() + this.#gapMs);
  }

  async #takeTurn(signal: AbortSignal, isStillWanted: () => boolean): Promise<boolean> {
    signal.throwIfAborted();
    // A timer may fire a little early.
    for (let rest = this.#rest(); rest > 0; rest = this.#rest()) await this.#clock.sleep(rest, signal);
    if (!isStillWanted()) return false;
    this.#earliestNext = this.#clock.now() + this.#gapMs;
    return true;
  }

  #rest(): number {
    return this.#earliestNext - this.#clock.now();
  }
}

/**
 * What a promise comes to, unless the signal is aborted before; then nobody hears of the promise any more.
 * @throws the signal's reason as soon as it is aborted
 */
export function orAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    void promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}
