import { LocalTime } from '../../../measures/calendar/local-time';

const DAY_MS = 86_400_000;
/** Excel counts days from here on, as if 1900 had had a 29 February: before March of it nothing agrees. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const FIRST = Date.UTC(1900, 2, 1);
const END = Date.UTC(10_000, 0, 1);

/**
 * What the clocks show, as Excel counts it: in days; `undefined` for times that it does not know, before March 1900.
 */
export function dateSerial(time: Date | LocalTime): number | undefined {
  const shown = time instanceof LocalTime ? time.shownAsUtc : time.getTime();
  return shown >= FIRST && shown < END ? (shown - DAY_ZERO) / DAY_MS : undefined;
}
