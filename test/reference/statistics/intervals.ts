import { binomialUpTo, studentQuantile, Z } from './distributions';

/** The ends of a 95 % interval. */
export type Ends = readonly [low: number, high: number];

/** Wilson's: the two p whose own standard error just explains what was seen, (p̂ - p)² = z² p (1 - p) / n. */
export function wilsonOf(part: number, whole: number): Ends | null {
  return whole < 2 ? null : roots(part, whole);
}

function roots(part: number, whole: number): Ends {
  const [seen, a] = [part / whole, 1 + Z ** 2 / whole];
  const b = -(2 * seen + Z ** 2 / whole);
  const root = Math.sqrt(Math.max(0, b ** 2 - 4 * a * seen ** 2));
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

/** Newcombe's of a difference: the distances of both rates to the ends of their own, as the sides of a triangle. */
export function newcombeOf(part: number, whole: number, partBefore: number, wholeBefore: number): Ends {
  const [one, before] = [part / whole, partBefore / wholeBefore];
  const [low, high] = roots(part, whole);
  const [lowBefore, highBefore] = roots(partBefore, wholeBefore);
  return [
    one - before - Math.sqrt((one - low) ** 2 + (highBefore - before) ** 2),
    one - before + Math.sqrt((high - one) ** 2 + (before - lowBefore) ** 2),
  ];
}

interface Estimate {
  readonly value: number;
  readonly variance: number;
  readonly degrees: number;
}

function averageOf(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}

/** The squares of the distances to the average, by n - 1 and by n. */
function estimateOf(samples: readonly number[]): Estimate {
  const value = averageOf(samples);
  const squares = samples.reduce((sum, sample) => sum + (sample - value) ** 2, 0);
  return { value, variance: squares / (samples.length - 1) / samples.length, degrees: samples.length - 1 };
}

function around({ value, variance, degrees }: Estimate): Ends {
  const reach = studentQuantile(degrees) * Math.sqrt(variance);
  return [value - reach, value + reach];
}

export function meanOf(samples: readonly number[]): Ends | null {
  return samples.length < 2 ? null : around(estimateOf(samples));
}

export function welchOf(samples: readonly number[], before: readonly number[]): Ends {
  return differenceOf(estimateOf(samples), estimateOf(before));
}

function differenceOf(one: Estimate, before: Estimate): Ends {
  const variance = one.variance + before.variance;
  const degrees =
    variance === 0
      ? 1
      : variance ** 2 / (one.variance ** 2 / one.degrees + before.variance ** 2 / before.degrees);
  return around({ value: one.value - before.value, variance, degrees });
}

/** Samples that come several of an episode. */
export type Groups = readonly (readonly number[])[];

function ratioEstimate(groups: Groups): Estimate {
  const value = averageOf(groups.flat());
  const residuals = groups.map(
    (group) => group.reduce((sum, sample) => sum + sample, 0) - value * group.length,
  );
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const m = groups.length;
  return { value, variance: ((m / (m - 1)) * squares) / groups.flat().length ** 2, degrees: m - 1 };
}

export function ratioOf(groups: Groups): Ends | null {
  return groups.length < 2 ? null : around(ratioEstimate(groups));
}

export function ratioDifferenceOf(groups: Groups, before: Groups): Ends {
  return differenceOf(ratioEstimate(groups), ratioEstimate(before));
}

/** The samples, ascending, of the ranks between which the percentile is; null where there are none. */
export function orderStatisticsOf(ascending: readonly number[], percent: number): Ends | null {
  const [n, q] = [ascending.length, percent / 100];
  const upTo = binomialUpTo(n, q);
  const ranks = ascending.map((_, index) => index + 1);
  const low = ranks.findLast((rank) => (upTo[rank - 1] ?? NaN) <= 0.025);
  const high = ranks.find((rank) => (upTo[rank - 1] ?? NaN) >= 0.975);
  if (low === undefined || high === undefined) return null;
  return [ascending[low - 1] ?? NaN, ascending[high - 1] ?? NaN];
}

/** What the bootstrap of the difference of two percentiles comes to with endless draws. */
export function bootstrapOf(ascending: readonly number[], before: readonly number[], percent: number): Ends {
  const [one, other] = [drawsOf(ascending, percent), drawsOf(before, percent)];
  const pairs = one.flatMap(([value, p]) =>
    other.map(([valueBefore, q]) => [value - valueBefore, p * q] as const),
  );
  pairs.sort(([a], [b]) => a - b);
  const at = (share: number) => {
    let sum = 0;
    return pairs.find(([, probability]) => (sum += probability) >= share)?.[0] ?? NaN;
  };
  return [at(0.025), at(0.975)];
}

/** Of n draws, that in place ⌈q·n⌉ is the i-th sample or less if at least so many draws are. */
function drawsOf(ascending: readonly number[], percent: number): (readonly [number, number])[] {
  const n = ascending.length;
  const rank = Math.ceil((n * percent) / 100);
  const upTo = ascending.map((_, index) => 1 - (binomialUpTo(n, (index + 1) / n)[rank - 1] ?? NaN));
  return ascending.map((value, index) => [value, (upTo[index] ?? 0) - (upTo[index - 1] ?? 0)] as const);
}

/** The daily counts of some weeks, each with the name of its weekday. */
export type Days = readonly (readonly [weekday: string | number, count: number])[];

export function dispersionOf(days: Days): number {
  if (days.length < 28) return 2;
  const meanOn = (weekday: string | number) =>
    averageOf(days.filter(([day]) => day === weekday).map(([, count]) => count));
  const terms = days.map(([weekday, count]) => {
    const mean = meanOn(weekday);
    return mean === 0 ? 0 : (count - mean) ** 2 / mean;
  });
  return Math.max(1, terms.reduce((sum, term) => sum + term, 0) / (days.length - 7));
}

/** Of count / before - 1. */
export function logRatioOf(count: number, before: number, dispersion: number): Ends {
  const times = Math.exp(Z * Math.sqrt(dispersion * (1 / count + 1 / before)));
  return [count / before / times - 1, (count / before) * times - 1];
}

/** A contact: after how many seconds it was answered, or since when it waits, or that it waits for good. */
export interface Contact {
  readonly answered?: number;
  readonly waiting?: number;
}

export interface Point {
  readonly share: number;
  readonly ends: Ends;
  readonly atRisk: number;
}

/** Kaplan and Meier's estimate at a time, contact by contact, with Greenwood's variance. */
export function curveAt(contacts: readonly Contact[], time: number): Point {
  const seen = ({ answered, waiting }: Contact) => answered ?? waiting ?? Infinity;
  const times = [...new Set(contacts.flatMap(({ answered }) => answered ?? []))].filter((one) => one <= time);
  let [unanswered, sum] = [1, 0];
  for (const one of times.sort((a, b) => a - b)) {
    const atRisk = contacts.filter((contact) => seen(contact) >= one).length;
    const answered = contacts.filter((contact) => contact.answered === one).length;
    unanswered *= 1 - answered / atRisk;
    sum += answered / (atRisk * (atRisk - answered));
  }
  const reach = unanswered === 0 ? 0 : Z * Math.sqrt(unanswered ** 2 * sum);
  return {
    share: 1 - unanswered,
    ends: [Math.max(0, 1 - unanswered - reach), Math.min(1, 1 - unanswered + reach)],
    atRisk: contacts.filter((contact) => seen(contact) >= time).length,
  };
}
