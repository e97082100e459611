import { TAIL } from './interval';
import type { Interval } from './interval';
import { studentQuantile, studentTails } from './quantiles';

/** An average, and how far it may be from the true one. */
export interface Mean {
  readonly value: number;
  /** The square of the standard error. */
  readonly variance: number;
  /** Degrees of freedom. */
  readonly degrees: number;
}

/** Whole numbers, so that sums are exact in whatever order they were added up. */
export interface SampleSums {
  readonly count: bigint;
  readonly sum: bigint;
  /** Of the squares. */
  readonly squares: bigint;
}

/** The average of independent samples; null for fewer than 2. */
export function meanOf({ count, sum, squares }: SampleSums): Mean | null {
  if (count < 2n) return null;
  const n = Number(count);
  // n² times the variance of the samples: before any rounding, because the two terms cancel.
  const spread = count * squares - sum * sum;
  return { value: Number(sum) / n, variance: Number(spread) / n / n / (n - 1), degrees: n - 1 };
}

/** What clusters, the episodes, come to: each has a sum and a number of samples. */
export interface ClusterSums {
  readonly clusters: bigint;
  readonly count: bigint;
  readonly sum: bigint;
  /** Of the squares of the clusters' sums, of their counts, and of each sum times its count. */
  readonly sumSquares: bigint;
  readonly countSquares: bigint;
  readonly products: bigint;
}

/**
 * The average of samples of which several come from one cluster, and are alike: a ratio of two sums over independent
 * clusters, with the variance of the delta method. Null for fewer than 2 clusters.
 */
export function ratioOf({
  clusters,
  count,
  sum,
  sumSquares,
  countSquares,
  products,
}: ClusterSums): Mean | null {
  if (clusters < 2n) return null;
  const [m, n] = [Number(clusters), Number(count)];
  // n² times Σ (S - R n)², exactly.
  const spread = sumSquares * count * count - 2n * sum * count * products + sum * sum * countSquares;
  const variance = ((m / (m - 1)) * (Number(spread) / n / n)) / n / n;
  return { value: Number(sum) / n, variance, degrees: m - 1 };
}

/** By Student's t. */
export function meanInterval({ value, variance, degrees }: Mean): Interval {
  const reach = studentQuantile(1 - TAIL, degrees) * Math.sqrt(variance);
  return { low: value - reach, high: value + reach };
}

/** Welch's interval of the difference of two independent averages. */
export function differenceOfMeans(mean: Mean, previous: Mean): Interval {
  return meanInterval({
    value: mean.value - previous.value,
    variance: mean.variance + previous.variance,
    degrees: welchDegrees(mean, previous),
  });
}

/** How probable such a difference is by chance alone, by Welch's test. */
export function chanceOfMeans(mean: Mean, previous: Mean): number {
  const [difference, variance] = [mean.value - previous.value, mean.variance + previous.variance];
  if (variance === 0) return difference === 0 ? 1 : 0;
  return studentTails(difference / Math.sqrt(variance), welchDegrees(mean, previous));
}

function welchDegrees(mean: Mean, previous: Mean): number {
  const both = mean.variance + previous.variance;
  // Of samples that are all equal: then no quantile reaches anywhere.
  if (both === 0) return Math.min(mean.degrees, previous.degrees);
  const [share, rest] = [mean.variance / both, previous.variance / both];
  return 1 / ((share * share) / mean.degrees + (rest * rest) / previous.degrees);
}
