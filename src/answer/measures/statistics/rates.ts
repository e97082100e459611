import { Z } from './interval';
import type { Interval } from './interval';
import { normalTails } from './quantiles';

/** How many of how many. */
export interface Rate {
  readonly part: number;
  readonly whole: number;
}

/** Wilson's score interval of a rate; null for fewer than 2, and where the part is more than the whole. */
export function rateInterval(rate: Rate): Interval | null {
  return rate.whole < 2 || rate.part > rate.whole ? null : wilson(rate);
}

/**
 * Newcombe's interval of the difference of two independent rates (his tenth, from Wilson's of each).
 * @param z how many standard deviations it reaches to either side
 * @returns null where one of them is of nothing, or its part more than the whole
 */
export function differenceOfRates(rate: Rate, previous: Rate, z = Z): Interval | null {
  if ([rate, previous].some(({ part, whole }) => whole === 0 || part > whole)) return null;
  const [share, before] = [rate.part / rate.whole, previous.part / previous.whole];
  const [own, other] = [wilson(rate, z), wilson(previous, z)];
  return {
    low: share - before - Math.hypot(share - own.low, other.high - before),
    high: share - before + Math.hypot(own.high - share, before - other.low),
  };
}

/** Wider intervals hold nothing that these do not. */
const WIDEST = 40;
const STEPS = 60;

/** How probable such a difference is by chance alone: by the widest of Newcombe's intervals that does not hold 0. */
export function chanceOfRates(rate: Rate, previous: Rate): number | null {
  if (differenceOfRates(rate, previous) === null) return null;
  const holdsZero = (z: number): boolean => {
    const interval = differenceOfRates(rate, previous, z);
    return interval === null || (interval.low <= 0 && interval.high >= 0);
  };
  let [without, within] = [0, WIDEST];
  for (let step = 0; step < STEPS; step += 1) {
    const z = (without + within) / 2;
    if (holdsZero(z)) within = z;
    else without = z;
  }
  return normalTails(without);
}

function wilson({ part, whole }: Rate, z = Z): Interval {
  const square = z * z;
  const center = (part + square / 2) / (whole + square);
  const reach = (z * Math.sqrt((part * (whole - part)) / whole + square / 4)) / (whole + square);
  // At both ends of what a rate can be, the formula gives exactly that but for rounding.
  return { low: part === 0 ? 0 : center - reach, high: part === whole ? 1 : center + reach };
}
