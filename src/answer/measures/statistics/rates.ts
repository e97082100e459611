import { Z } from './interval';
import type { Interval } from './interval';

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
 * @returns null where one of them is of nothing, or its part more than the whole
 */
export function differenceOfRates(rate: Rate, previous: Rate): Interval | null {
  if ([rate, previous].some(({ part, whole }) => whole === 0 || part > whole)) return null;
  const [share, before] = [rate.part / rate.whole, previous.part / previous.whole];
  const [own, other] = [wilson(rate), wilson(previous)];
  return {
    low: share - before - Math.hypot(share - own.low, other.high - before),
    high: share - before + Math.hypot(own.high - share, before - other.low),
  };
}

function wilson({ part, whole }: Rate): Interval {
  const square = Z * Z;
  const center = (part + square / 2) / (whole + square);
  const reach = (Z * Math.sqrt((part * (whole - part)) / whole + square / 4)) / (whole + square);
  // At both ends of what a rate can be, the formula gives exactly that but for rounding.
  return { low: part === 0 ? 0 : center - reach, high: part === whole ? 1 : center + reach };
}
