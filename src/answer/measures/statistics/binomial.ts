import { incompleteBeta } from './incomplete-beta';
import { TAIL } from './interval';

/** Of the normal distribution, so many standard deviations leave {@link TAIL} out at either end. */
const TAIL_DEVIATIONS = 1.96;

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
  // The normal distribution is mostly a rank or two off.
  const middle = samples * share;
  const reach = TAIL_DEVIATIONS * Math.sqrt(middle * (1 - share));
  const range = { first: 1, last: samples + 1 };
  const isAbove = (rank: number): boolean => atLeast(rank, samples, share) <= TAIL;
  const isWithin = (rank: number): boolean => atLeast(rank, samples, share) < 1 - TAIL;
  const high = leastNear(middle + reach, range, isAbove);
  const low = leastNear(middle - reach, range, isWithin) - 1;
  return low < 1 || high > samples ? null : { low, high };
}

/**
 * The least whole number of a range for which something is true that then stays true; the last one in the end.
 * @param guess about where it is
 */
function leastNear(
  guess: number,
  { first, last }: { readonly first: number; readonly last: number },
  isTrue: (candidate: number) => boolean,
): number {
  const start = Math.min(last, Math.max(first, Math.round(guess)));
  // What is sought is in from..to: steps that double find one end of it, and the other is the one before.
  let [from, to] = [first, last];
  const isDown = start === last || isTrue(start);
  for (let step = 1, near = start; from < to; step *= 2) {
    const next = isDown ? near - step : near + step;
    if (isDown) to = near;
    else from = near + 1;
    if (next < first || next >= last) break;
    if (isTrue(next) !== isDown) {
      if (isDown) from = next + 1;
      else to = next;
      break;
    }
    near = next;
  }
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (isTrue(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
