import { Temporal } from 'temporal-polyfill';
import type { TimeRange } from './time-range';

/** A local day, or a week from Monday on. */
type WindowUnit = 'DAY' | 'WEEK';

/** The windows that ended at or before a moment, and after another, ascending; at most so many, the latest ones. */
export function closedWindows(
  unit: WindowUnit,
  zone: string,
  { after, until, atMost }: { readonly after: number; readonly until: number; readonly atMost: number },
): TimeRange[] {
  const windows: TimeRange[] = [];
  let end = startOf(unit, zone, until);
  while (windows.length < atMost && end.epochMilliseconds > after) {
    const start = end.subtract(lengthOf(unit)).startOfDay();
    windows.push({ from: start.epochMilliseconds, to: end.epochMilliseconds });
    end = start;
  }
  return windows.reverse();
}

/** When the window ends that begins at a moment. */
export function windowEnd(unit: WindowUnit, zone: string, start: number): number {
  return zoned(start, zone).add(lengthOf(unit)).startOfDay().epochMilliseconds;
}

/** The same window so many weeks before, by the local calendar. */
export function weeksBefore({ from, to }: TimeRange, zone: string, weeks: number): TimeRange {
  const before = (time: number) => zoned(time, zone).subtract({ weeks }).startOfDay().epochMilliseconds;
  return { from: before(from), to: before(to) };
}

function startOf(unit: WindowUnit, zone: string, time: number): Temporal.ZonedDateTime {
  const day = zoned(time, zone).startOfDay();
  return unit === 'DAY' ? day : day.subtract({ days: day.dayOfWeek - 1 }).startOfDay();
}

function lengthOf(unit: WindowUnit): Temporal.DurationLike {
  return unit === 'DAY' ? { days: 1 } : { weeks: 1 };
}

function zoned(time: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);
}
