import { Z } from './interval';
import type { Interval } from './interval';
import { normalTails } from './quantiles';

/** How many there were on one local day. */
export interface DayCount {
  /** 1 to 7. */
  readonly weekday: number;
  readonly count: number;
}

/** How much more daily counts vary than Poisson's law has it. */
export interface Dispersion {
  /** The variance by the mean, 1 at least. */
  readonly factor: number;
  /** Whether there are too few days to know: then it is 2. */
  readonly isAssumed: boolean;
}

/** Fewer days than these do not tell. */
const MIN_DAYS = 28;
const ASSUMED_FACTOR = 2;
const WEEKDAYS = 7;

/** By the distances of the days from the mean of their weekday. */
export function dispersionOf(days: readonly DayCount[]): Dispersion {
  if (days.length < MIN_DAYS) return { factor: ASSUMED_FACTOR, isAssumed: true };
  const byWeekday = new Map<number, number[]>();
  for (const { weekday, count } of days) {
    byWeekday.set(weekday, [...(byWeekday.get(weekday) ?? []), count]);
  }
  const distances = [...byWeekday.values()].flatMap((counts) => {
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    return mean === 0 ? [] : counts.map((count) => (count - mean) ** 2 / mean);
  });
  const sum = distances.reduce((all, distance) => all + distance, 0);
  return { factor: Math.max(1, sum / (days.length - WEEKDAYS)), isAssumed: false };
}

/**
 * The interval of count / previous - 1, from that of the logarithm of the ratio.
 * @param periods in how many periods as long the previous ones were: it is compared with what one of them had
 * @returns null where one of them is 0: it has no ratio
 */
export function changeOfCounts(
  count: number,
  previous: number,
  dispersion: Dispersion,
  periods = 1,
): Interval | null {
  const ratio = logRatio(count, previous, dispersion, periods);
  if (ratio === null) return null;
  const reach = Z * ratio.error;
  return { low: Math.expm1(ratio.log - reach), high: Math.expm1(ratio.log + reach) };
}

/** How probable such a change is by chance alone; null where it has no ratio. */
export function chanceOfCounts(
  count: number,
  previous: number,
  dispersion: Dispersion,
  periods = 1,
): number | null {
  const ratio = logRatio(count, previous, dispersion, periods);
  return ratio === null ? null : normalTails(ratio.log / ratio.error);
}

function logRatio(
  count: number,
  previous: number,
  { factor }: Dispersion,
  periods: number,
): { readonly log: number; readonly error: number } | null {
  if (count === 0 || previous === 0) return null;
  const error = Math.sqrt(factor * (1 / count + 1 / previous));
  return { log: Math.log((count * periods) / previous), error };
}
