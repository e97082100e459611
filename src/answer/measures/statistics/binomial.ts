import { incompleteBeta } from './incomplete-beta';
import { TAIL } from './interval';

/** How probable it is that of some trials at least so many succeed. */
export function atLeast(successes: number, trials: number, probability: number): number {
  if (successes <= 0) return 1;
  if (successes > trials) return 0;
  return incompleteBeta(probability, successes, trials - successes + 1);
}

/** Places among samples in ascending order, from 1 on. */
export interface Ranks {
  readonly low: number;
  readonly high: number;
}

/**
 * Between the samples of which ranks a percentile lies with 95 % confidence, whatever the distribution: the greatest
 * rank that is above it, and the least that is below it, in at most 2.5 % of all cases each.
 * @returns null where there are too few samples for one of them
 */
export function coveringRanks(samples: number, share: number): Ranks | null {
  const high = leastFrom(1, samples + 1, (rank) => atLeast(rank, samples, share) <= TAIL);
  const low = leastFrom(1, samples + 1, (rank) => atLeast(rank, samples, share) < 1 - TAIL) - 1;
  return low < 1 || high > samples ? null : { low, high };
}

/** The least whole number of a range for which something is true that then stays true; the last one in the end. */
function leastFrom(first: number, last: number, isTrue: (candidate: number) => boolean): number {
  let [from, to] = [first, last];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (isTrue(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
