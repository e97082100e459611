import type { MattersRules } from '../../../platform/rules/rules';
import type { Estimate, FactSums, Measure } from '../registry/measure';
import { coveringRanks } from '../statistics/binomial';
import { chanceOfCounts, changeOfCounts } from '../statistics/counts';
import type { Dispersion } from '../statistics/counts';
import { scaled } from '../statistics/interval';
import type { Interval } from '../statistics/interval';
import { chanceOfMeans, differenceOfMeans, meanOf, ratioOf } from '../statistics/means';
import type { Mean } from '../statistics/means';
import { chanceOfPercentiles, differenceOfPercentiles } from '../statistics/percentiles';
import { chanceOfRates, differenceOfRates } from '../statistics/rates';
import type { Rate } from '../statistics/rates';
import { isCertain, verdictOf } from '../statistics/verdict';
import type { Verdict } from '../statistics/verdict';

/** What one measure came to in a period. */
export interface MeasuredPeriod {
  readonly sums: FactSums;
  readonly value: number | null;
  /** Whether nothing more can come: it has ended and is counted. */
  readonly isComplete: boolean;
  /** Of how many periods as long as the other one it is; 1 by default. */
  readonly periods?: number;
}

/** How a measure changed, and whether by more than chance. */
export interface JudgedChange {
  readonly n: number;
  readonly nPrevious: number;
  readonly change: number | null;
  readonly interval: Interval | null;
  /** Null where nothing tells how much the measure varies by itself. */
  readonly verdict: Verdict | null;
  /** How probable it is by chance alone; null where it is not certain. */
  readonly chance: number | null;
}

/** Fewer samples than these say nothing. */
const MIN_SAMPLES = 10;
/** Of a rate: fewer of a kind than these. */
const MIN_OF_A_KIND = 5;
const MS_PER_SECOND = 1000;

/**
 * @param dispersion how much a count varies from day to day; undefined for what is no count, or for one of which that
 *   says nothing (messages of one chat come together)
 */
export function judgeChange(
  measure: Measure,
  current: MeasuredPeriod,
  previous: MeasuredPeriod,
  dispersion: Dispersion | undefined,
): JudgedChange {
  const [n, nPrevious] = [samplesIn(measure, current), samplesIn(measure, previous)];
  const interval = intervalOf(measure, current, previous, dispersion);
  const isJudged = measure.estimate !== undefined || dispersion !== undefined;
  const periods = [current, previous];
  const isEnough =
    isEnoughOf(measure, [n, nPrevious]) && hasBothKinds(measure, periods) && hasClusters(measure, periods);
  const found = isJudged ? verdictIn(current.isComplete && previous.isComplete, isEnough, interval) : null;
  return {
    n,
    nPrevious,
    change: changeOf(measure, current.value, previous),
    interval,
    verdict: found,
    chance: isCertain(found) ? chanceOf(measure, current, previous, dispersion) : null,
  };
}

function verdictIn(isComplete: boolean, isEnough: boolean, interval: Interval | null): Verdict | null {
  if (!isComplete) return 'NOT_YET';
  if (!isEnough) return 'TOO_FEW';
  return interval === null ? null : verdictOf(interval);
}

/** Of how many samples a value is; of a count, the number itself. */
export function samplesIn(
  { isCount, kinds, estimate }: Measure,
  { sums, value }: Pick<MeasuredPeriod, 'sums' | 'value'>,
): number {
  if (isCount) return value ?? 0;
  if (estimate?.of === 'rate') return estimate.rateIn(sums).whole;
  return kinds.reduce((total, kind) => total + sums.count(kind), 0);
}

/**
 * Of a percentile also so many that its own interval has both ends: the bootstrap can draw nothing longer than the
 * longest sample, and of fewer it takes chance for a change (of P99 in every fourth case).
 */
function isEnoughOf({ estimate }: Measure, counts: readonly number[]): boolean {
  const isCovered = (n: number): boolean =>
    estimate?.of !== 'percentile' || coveringRanks(n, estimate.percentile.percent / 100) !== null;
  return counts.every((n) => n >= MIN_SAMPLES && isCovered(n));
}

function hasBothKinds({ estimate }: Measure, periods: readonly MeasuredPeriod[]): boolean {
  if (estimate?.of !== 'rate') return true;
  const hasBoth = ({ part, whole }: Rate): boolean => part >= MIN_OF_A_KIND && whole - part >= MIN_OF_A_KIND;
  return periods.every(({ sums }) => hasBoth(estimate.rateIn(sums)));
}

/** Of an average of which several samples are of one cluster: so many clusters that they tell how much they differ. */
function hasClusters({ estimate }: Measure, periods: readonly MeasuredPeriod[]): boolean {
  return estimate?.of !== 'ratio' || periods.every(({ sums }) => ratioOf(estimate.clustersIn(sums)) !== null);
}

/** Of a count the share by which it grew, of all else the difference. */
function changeOf(
  { isCount }: Measure,
  value: number | null,
  { value: previous, periods = 1 }: MeasuredPeriod,
): number | null {
  if (value === null || previous === null) return null;
  if (!isCount) return value - previous;
  return previous === 0 ? null : (value * periods) / previous - 1;
}

/**
 * Whether a change is as large as one that matters to people, certain or not.
 * @param change as {@link judgeChange} says it
 */
export function doesMatter(
  { isCount, unit }: Measure,
  change: number | null,
  previous: number | null,
  matters: MattersRules,
): boolean | null {
  const weight = weightOf({ isCount, unit }, change, previous, matters);
  // From 80 to 82 % are 2 points, and a little less in binary.
  return weight === null ? null : weight * (1 + 1e-9) >= 1;
}

/** How many times as large a change is as one that matters: what makes changes of all units comparable. */
export function weightOf(
  { isCount, unit }: Pick<Measure, 'isCount' | 'unit'>,
  change: number | null,
  previous: number | null,
  matters: MattersRules,
): number | null {
  if (change === null || previous === null) return null;
  const relative = matters.relative * (isCount ? 1 : Math.abs(previous));
  const limit = unit === 'ratio' ? matters.points : relative;
  return limit === 0 ? Infinity : Math.abs(change) / limit;
}

/** How probable such a change is by chance alone; null where nobody can say. */
function chanceOf(
  { estimate }: Measure,
  current: MeasuredPeriod,
  previous: MeasuredPeriod,
  dispersion: Dispersion | undefined,
): number | null {
  if (dispersion !== undefined)
    return chanceOfCounts(current.value ?? 0, previous.value ?? 0, dispersion, previous.periods);
  switch (estimate?.of) {
    case 'rate':
      return chanceOfRates(estimate.rateIn(current.sums), estimate.rateIn(previous.sums));
    case 'mean':
    case 'ratio': {
      const [mean, before] = [meanIn(current, estimate), meanIn(previous, estimate)];
      return mean === null || before === null ? null : chanceOfMeans(mean, before);
    }
    case 'percentile': {
      const { kind, percent } = estimate.percentile;
      return chanceOfPercentiles(current.sums.bins(kind), previous.sums.bins(kind), percent);
    }
    case undefined:
      return null;
  }
}

function intervalOf(
  { estimate }: Measure,
  current: MeasuredPeriod,
  previous: MeasuredPeriod,
  dispersion: Dispersion | undefined,
): Interval | null {
  if (dispersion !== undefined)
    return changeOfCounts(current.value ?? 0, previous.value ?? 0, dispersion, previous.periods);
  switch (estimate?.of) {
    case 'rate':
      return differenceOfRates(estimate.rateIn(current.sums), estimate.rateIn(previous.sums));
    case 'mean':
    case 'ratio': {
      const [mean, before] = [meanIn(current, estimate), meanIn(previous, estimate)];
      return mean === null || before === null
        ? null
        : scaled(differenceOfMeans(mean, before), estimate.perUnit);
    }
    case 'percentile': {
      const { kind, percent } = estimate.percentile;
      const [bins, before] = [current.sums.bins(kind), previous.sums.bins(kind)];
      return scaled(differenceOfPercentiles(bins, before, percent), MS_PER_SECOND);
    }
    case undefined:
      return null;
  }
}

function meanIn(
  { sums }: MeasuredPeriod,
  estimate: Extract<Estimate, { readonly of: 'mean' | 'ratio' }>,
): Mean | null {
  return estimate.of === 'mean' ? meanOf(estimate.samplesIn(sums)) : ratioOf(estimate.clustersIn(sums));
}
