import type { SeededRandom } from '../world/seeded-random';
import type { StandInFaults } from './stand-in-faults';

/** What a request gets instead of what it asked for. */
export type Mishap =
  | { readonly is: 'refused'; readonly status: 429; readonly retryAfter: number }
  | { readonly is: 'failed'; readonly status: 500 | 503 }
  | { readonly is: 'reset' }
  | { readonly is: 'stuck'; readonly hasBegun: boolean };

/** Decides which requests go wrong; the same seed and the same faults give the same mishaps, one after the other. */
export class Trouble {
  /** When the requests came that were let through within the last second. */
  readonly #admittedAt: number[] = [];

  constructor(private readonly random: SeededRandom) {}

  /** @param now milliseconds of a clock that never goes back */
  next(faults: StandInFaults, now: number): Mishap | undefined {
    const mishap = this.#mishap(faults);
    if (mishap !== undefined) return mishap;
    if (this.#isTooMuch(faults.requestsPerSecond, now)) return { is: 'refused', status: 429, retryAfter: 1 };
    this.#admittedAt.push(now);
    return undefined;
  }

  #mishap(faults: StandInFaults): Mishap | undefined {
    const { refusedShare, failedShare, resetShare, stuckShare, longestRetryAfter } = faults;
    const [fate, detail] = [this.random.next(), this.random.next()];
    let below = refusedShare;
    if (fate < below) {
      return { is: 'refused', status: 429, retryAfter: Math.ceil(detail * longestRetryAfter) };
    }
    below += failedShare;
    if (fate < below) return { is: 'failed', status: detail < 0.5 ? 500 : 503 };
    below += resetShare;
    if (fate < below) return { is: 'reset' };
    return fate < below + stuckShare ? { is: 'stuck', hasBegun: detail < 0.5 } : undefined;
  }

  #isTooMuch(perSecond: number | undefined, now: number): boolean {
    while (now - (this.#admittedAt[0] ?? now) >= 1000) this.#admittedAt.shift();
    return perSecond !== undefined && this.#admittedAt.length >= perSecond;
  }
}
