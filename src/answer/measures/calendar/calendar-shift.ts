import { Temporal } from 'temporal-polyfill';
import { LocalClock } from '../../../platform/zones/local-clock';
import type { TimeRange } from './time-range';

/** What a range can be compared with. */
export type Comparison = 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR';

export interface ComparisonRequest extends TimeRange {
  readonly compare: Comparison;
  /** With the same dates and times so many local days before, whatever `compare` says. */
  readonly daysBefore?: number | undefined;
  /** As `requireZone` returned it. */
  readonly zone: string;
}

interface Distance {
  readonly months: number;
  readonly days: number;
  readonly ms: number;
}

const DAY_MS = 86_400_000;

/**
 * The move that takes an instant of a range, or of its last whole bucket, to its counterpart. Months and days
 * are those of the local calendar, so a time of day stays what it is; milliseconds come off last.
 */
export function calendarShift(request: ComparisonRequest): (instant: number) => number {
  const { from, to, zone } = request;
  const { months, days, ms } = distance(request);
  if (months === 0 && days === 0) return (instant) => instant - ms;
  // Two months more on either side: the first and the last bucket may reach out of the range.
  const margin = 62 * DAY_MS;
  const clock = new LocalClock(zone, {
    from: from - (months * 31 + days) * DAY_MS - margin,
    to: to + margin,
  });
  const startsOnMissingDay = dayIsMissing(clock.toLocal(from), months);
  return (instant) => {
    const local = monthsEarlier(clock.toLocal(instant), months, startsOnMissingDay);
    return clock.toInstant(local - days * DAY_MS) - ms;
  };
}

/** The calendar length of the range: of whole months in months, of whole days in days, else in days and time. */
function distance({ from, to, compare, daysBefore, zone }: ComparisonRequest): Distance {
  if (daysBefore !== undefined) return { months: 0, days: daysBefore, ms: 0 };
  if (compare === 'PREVIOUS_YEAR') return { months: 12, days: 0, ms: 0 };
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const end = Temporal.Instant.fromEpochMilliseconds(to).toZonedDateTimeISO(zone);
  if (startsDay(start) && startsDay(end)) {
    if (start.day === 1 && end.day === 1) {
      return { months: (end.year - start.year) * 12 + end.month - start.month, days: 0, ms: 0 };
    }
    return { months: 0, days: start.toPlainDate().until(end.toPlainDate()).days, ms: 0 };
  }
  const { days } = start.until(end, { largestUnit: 'day' });
  return { months: 0, days, ms: to - start.add({ days }).epochMilliseconds };
}

function startsDay(moment: Temporal.ZonedDateTime): boolean {
  return moment.startOfDay().epochMilliseconds === moment.epochMilliseconds;
}

/**
 * The same day and time some months earlier. Where that month has no such day: the first moment after it, or
 * (`keepBefore`) the same time of its last day.
 */
function monthsEarlier(local: number, months: number, keepBefore: boolean): number {
  if (months === 0) return local;
  const date = new Date(local);
  date.setUTCMonth(date.getUTCMonth() - months);
  if (!dayIsMissing(local, months)) return date.getTime();
  // `setUTCMonth` ran over into the next month.
  if (keepBefore) return date.setUTCDate(0);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

function dayIsMissing(local: number, months: number): boolean {
  const date = new Date(local);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.getUTCDate() !== day;
}
