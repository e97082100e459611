import { atLeast, coveringRanks } from './binomial';
import { TAIL } from './interval';
import type { Interval } from './interval';

/** Samples in bins: ascending values, and how many samples have each. Without bins that are empty. */
export interface Bins {
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/** The value that takes some place among the samples, from 1 on; null where there are fewer. */
export function valueAtRank({ values, counts }: Bins, rank: number): number | null {
  let upTo = 0;
  const index = counts.findIndex((count) => (upTo += count) >= rank);
  return values[index] ?? null;
}

/** The percentile of the nearest rank, in place ⌈share · n⌉; null where there are no samples. */
export function percentileOf(bins: Bins, percent: number): number | null {
  return valueAtRank(bins, nearestRank(bins, percent));
}

/** The interval of a percentile by its order statistics; null where no rank covers it. */
export function percentileInterval(bins: Bins, percent: number): Interval | null {
  const ranks = coveringRanks(samplesIn(bins), percent / 100);
  if (ranks === null) return null;
  const [low, high] = [valueAtRank(bins, ranks.low), valueAtRank(bins, ranks.high)];
  return low === null || high === null ? null : { low, high };
}

/** What is less probable does not move an end. */
const NEGLIGIBLE = 1e-12;

/**
 * The interval of the difference of a percentile between two independent sets of samples, by the bootstrap: between
 * which values it lies in 95 % of all pairs of sets drawn from these, with as many samples each. Not simulated: the
 * value of a rank is at most that of a bin exactly if at least so many draws are, so that the probability of each
 * difference is known.
 * @returns null where one of them has no samples
 */
export function differenceOfPercentiles(bins: Bins, previous: Bins, percent: number): Interval | null {
  const differences = drawnDifferences(bins, previous, percent).sort((one, other) => one.value - other.value);
  const [low, high] = [valueAtShare(differences, TAIL), valueAtShare(differences, 1 - TAIL)];
  return low === null || high === null ? null : { low, high };
}

/** How probable it is by chance alone that one of them is so much the greater: by the same bootstrap. */
export function chanceOfPercentiles(bins: Bins, previous: Bins, percent: number): number {
  const differences = drawnDifferences(bins, previous, percent);
  const share = (holds: (value: number) => boolean): number =>
    differences.reduce((sum, { value, probability }) => sum + (holds(value) ? probability : 0), 0);
  return Math.min(1, 2 * share((value) => value <= 0), 2 * share((value) => value >= 0));
}

function drawnDifferences(bins: Bins, previous: Bins, percent: number): Drawn[] {
  const others = drawnPercentiles(previous, percent);
  return drawnPercentiles(bins, percent).flatMap((one) =>
    others.map((other) => ({
      value: one.value - other.value,
      probability: one.probability * other.probability,
    })),
  );
}

interface Drawn {
  readonly value: number;
  readonly probability: number;
}

/** How probable each value is as the percentile of as many samples drawn with replacement. */
function drawnPercentiles(bins: Bins, percent: number): Drawn[] {
  const samples = samplesIn(bins);
  const rank = nearestRank(bins, percent);
  let upTo = 0;
  let probabilityUpTo = 0;
  return bins.values.flatMap((value, index) => {
    upTo += bins.counts[index] ?? 0;
    const before = probabilityUpTo;
    probabilityUpTo = atLeast(rank, samples, upTo / samples);
    const probability = probabilityUpTo - before;
    return probability < NEGLIGIBLE ? [] : [{ value, probability }];
  });
}

/** The first value that so much of the probability does not exceed. */
function valueAtShare(ascending: readonly Drawn[], share: number): number | null {
  let upTo = 0;
  return ascending.find(({ probability }) => (upTo += probability) >= share)?.value ?? null;
}

function nearestRank(bins: Bins, percent: number): number {
  return Math.max(1, Math.ceil((samplesIn(bins) * percent) / 100));
}

export function samplesIn({ counts }: Bins): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
