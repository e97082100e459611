import { normalQuantile } from './quantiles';

/** Between which values the true one lies, with 95 % confidence. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Of the 5 % that an interval may miss, half lie on either side. */
export const TAIL = 0.025;

/** How many standard deviations of a normal distribution an interval reaches to either side. */
export const Z = normalQuantile(1 - TAIL);

/** The same in a unit that is so many times as large. */
export function scaled(interval: Interval | null, perUnit: number): Interval | null {
  return interval === null ? null : { low: interval.low / perUnit, high: interval.high / perUnit };
}
