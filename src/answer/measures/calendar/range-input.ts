import { Temporal } from 'temporal-polyfill';
import { LocalDate } from './instant';
import type { TimeInput } from './instant';
import { requireZone } from './require-zone';
import type { TimeRange } from './time-range';

/** Whose midnight a date is where a question has no zone. */
export const UTC = 'UTC';

/** A range as somebody asks for it. */
export interface RangeInput {
  readonly from: TimeInput;
  readonly to: TimeInput;
}

/**
 * @param zone the IANA zone in whose calendar dates without a time begin
 * @throws InvalidZone, if there is such a date
 */
export function resolveRange({ from, to }: RangeInput, zone: string): TimeRange {
  return { from: instantOf(from, zone), to: instantOf(to, zone) };
}

/** In Unix milliseconds. A date begins at its first moment: at 01:00 where the clock skips midnight. */
export function instantOf(time: TimeInput, zone: string): number {
  if (!(time instanceof LocalDate)) return time.getTime();
  return Temporal.PlainDate.from(time.text).toZonedDateTime(requireZone(zone)).epochMilliseconds;
}
