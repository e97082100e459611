import { calendarShift } from './calendar-shift';
import type { ComparisonRequest } from './calendar-shift';
import { requireRange } from './time-range';
import type { TimeRange } from './time-range';

/**
 * The range that a range is compared with, in the calendar of its zone (docs/metrics.md, "Buckets").
 *
 * PREVIOUS_PERIOD is the range of the same calendar length that ends where this one starts. From the start of a
 * month to the start of a month it has as many whole months; from the start of a day to the start of a day as
 * many local days, whatever their hours; else as many local days and then as many hours, minutes and
 * milliseconds. PREVIOUS_YEAR has the same dates and times one year before; for a 29 February that year
 * lacks, a range that starts on it starts on the 28th, and one that ends on it ends with the 28th.
 * @throws InvalidRange unless `from < to`.
 */
export function comparedRange(request: ComparisonRequest): TimeRange {
  requireRange(request);
  const { from, to, compare } = request;
  const shift = calendarShift(request);
  return { from: shift(from), to: compare === 'PREVIOUS_PERIOD' ? from : shift(to) };
}
