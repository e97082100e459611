import type { DigestRules } from '../../platform/rules/digest-rules';
import { LocalClock } from '../../platform/zones/local-clock';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A month before the day on which it is told of, and what a clock needs around it. */
const REACH_DAYS = 70;

/** A digest at one of its times. All in UTC milliseconds. */
export interface Due {
  readonly at: number;
  /** What it tells of: local days that are over. */
  readonly from: number;
  readonly to: number;
  /** The first and the last of these days, `2026-11-23`. */
  readonly first: string;
  readonly last: string;
}

type When = Pick<DigestRules, 'every' | 'atMinutes' | 'weekday' | 'day'>;

/**
 * When a digest is to be sent, after a moment and until another, ascending. Each local day has its time once: a time
 * that the clock shows twice is the first of the two, and one that it skips is when it is put forward. A day that a
 * zone has never had is told of by nobody.
 */
export function dueTimes(when: When, zone: string, after: number, until: number): Due[] {
  if (after >= until) return [];
  const clock = new LocalClock(zone, { from: after - REACH_DAYS * DAY_MS, to: until + REACH_DAYS * DAY_MS });
  const due: Due[] = [];
  const lastDay = Math.floor(clock.toLocal(until) / DAY_MS) + 1;
  for (let day = Math.floor(clock.toLocal(after) / DAY_MS) - 1; day <= lastDay; day += 1) {
    if (!isSentOn(day, when)) continue;
    const at = clock.toInstant(day * DAY_MS + when.atMinutes * MINUTE_MS);
    if (at <= after || at > until) continue;
    const one = toldOn(day, when, at, clock);
    if (one.from < one.to) due.push(one);
  }
  return due;
}

/** The newest that was due at a moment, whenever that was. */
export function lastDue(when: When, zone: string, now: number): Due {
  const newest = dueTimes(when, zone, now - REACH_DAYS * DAY_MS, now).at(-1);
  if (newest === undefined) throw new Error('a digest is due at least once a month');
  return newest;
}

function isSentOn(day: number, { every, weekday, day: ofMonth }: When): boolean {
  if (every === 'day') return true;
  if (every === 'week') return daysIntoWeek(day) === weekday - 1;
  return new Date(day * DAY_MS).getUTCDate() === ofMonth;
}

function toldOn(day: number, { every }: When, at: number, clock: LocalClock): Due {
  const [first, end] = daysBefore(day, every);
  return {
    at,
    from: clock.toInstant(first * DAY_MS),
    to: clock.toInstant(end * DAY_MS),
    first: dateOf(first),
    last: dateOf(end - 1),
  };
}

/** The first day of what is over by then, and the one after its last. */
function daysBefore(day: number, every: When['every']): [first: number, end: number] {
  if (every === 'day') return [day - 1, day];
  const monday = day - daysIntoWeek(day);
  if (every === 'week') return [monday - 7, monday];
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return [Date.UTC(year, month - 1, 1) / DAY_MS, Date.UTC(year, month, 1) / DAY_MS];
}

/** 1970-01-01 was a Thursday. */
function daysIntoWeek(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length);
}
