import { LocalClock } from '../zones/local-clock';
import type { DayHours, Schedule, ScheduleVersion } from './schedule';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Hours of one local day reach into the next; clocks are set by a day at most, once, at the Date Line. */
const REACH_DAYS = 3;

/** A stretch of time, `start <= t < end`, in UTC milliseconds. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * When an account with these schedules is open, within `from <= t < to`: ascending, none of them empty, and no two of
 * them touching. It is open while any of its schedules is, and while none of them is in force yet, or there is none:
 * then every hour counts.
 */
export function openIntervals(schedules: readonly Schedule[], from: number, to: number): TimeSpan[] {
  const open = schedules.flatMap((schedule) => spansOf(schedule, from, to));
  const begun = Math.min(...schedules.map(({ versions }) => versions[0]?.from ?? Infinity));
  if (begun > from) open.push({ start: from, end: Math.min(begun, to) });
  return united(open);
}

function spansOf({ versions }: Schedule, from: number, to: number): TimeSpan[] {
  return versions.flatMap((version, index) => {
    const start = Math.max(version.from, from);
    const end = Math.min(versions[index + 1]?.from ?? Infinity, to);
    return start < end ? spansOfVersion(version, start, end) : [];
  });
}

/** As if it had always been so, cut to when it is. */
function spansOfVersion(version: ScheduleVersion, from: number, to: number): TimeSpan[] {
  const clock = new LocalClock(version.zone, {
    from: from - REACH_DAYS * DAY_MS,
    to: to + REACH_DAYS * DAY_MS,
  });
  const spans: TimeSpan[] = [];
  const lastDay = Math.floor(clock.toLocal(to) / DAY_MS) + 1;
  for (let day = Math.floor(clock.toLocal(from) / DAY_MS) - 2; day <= lastDay; day += 1) {
    for (const hours of hoursOfDay(version, day)) {
      const start = Math.max(from, clock.toInstant(day * DAY_MS + hours.start * MINUTE_MS));
      const end = Math.min(to, clock.toInstant(day * DAY_MS + hours.end * MINUTE_MS));
      if (start < end) spans.push({ start, end });
    }
  }
  return spans;
}

/** @param day of the local calendar, counted from 1970-01-01 */
function hoursOfDay({ days, week }: ScheduleVersion, day: number): DayHours {
  if (days.size > 0) {
    const date = new Date(day * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length);
    const special = days.get(date) ?? days.get(date.slice('yyyy-'.length));
    if (special !== undefined) return special.hours;
  }
  // 1970-01-01 was a Thursday.
  return week[(((day + 3) % 7) + 7) % 7] ?? [];
}

function united(spans: TimeSpan[]): TimeSpan[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of spans.sort((one, other) => one.start - other.start)) {
    const last = found.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}
