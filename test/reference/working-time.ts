/**
 * Working time by walking the minutes (docs/metrics.md, "Two clocks"): at each minute the wall clock of the zone is
 * read, and what a person would say then decides whether it is open. Slow, and without any arithmetic of zones.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** `["09:00", "18:00"]`; an end that is not after its start is on the next day. */
export type ReferenceHours = readonly [start: string, end: string];

export interface ReferenceHoursFrom {
  /** UTC milliseconds; left out: since ever. */
  readonly from?: number;
  readonly zone: string;
  /** Monday first. */
  readonly week: readonly (readonly ReferenceHours[])[];
  /** By date, `2026-12-25`: the hours of that day. */
  readonly days: Readonly<Record<string, readonly ReferenceHours[]>>;
}

/** Oldest first. */
export type ReferenceSchedule = readonly ReferenceHoursFrom[];

/** The minutes of `from <= t < to` at which an account is open, as their starts in UTC milliseconds. */
export function openMinutes(schedules: readonly ReferenceSchedule[], from: number, to: number): Set<number> {
  const open = new Set<number>();
  const walked = schedules.map((schedule) => schedule.map((version) => openBy(version, from, to)));
  for (let time = from; time < to; time += MINUTE_MS) {
    const inForce = schedules.map((schedule) =>
      schedule.findLastIndex((one) => (one.from ?? -Infinity) <= time),
    );
    const isNoneThere = inForce.every((index) => index === -1);
    if (isNoneThere || inForce.some((index, which) => walked[which]?.[index]?.has(time))) open.add(time);
  }
  return open;
}

/** The working milliseconds of `start <= t < end`, both whole minutes. */
export function workingLength(schedules: readonly ReferenceSchedule[], start: number, end: number): number {
  return openMinutes(schedules, start, end).size * MINUTE_MS;
}

/** As if a version had always been in force. */
function openBy(version: ReferenceHoursFrom, from: number, to: number): Set<number> {
  const shows = wallClock(version.zone);
  const begin = from - 4 * DAY_MS;
  // What opens and closes on the days that matter, in the order of the clock's own times.
  const events: { readonly at: string; readonly change: number }[] = [];
  const lastDate = nextDate(shows(to).slice(0, 10));
  for (let date = shows(begin).slice(0, 10); date <= lastDate; date = nextDate(date)) {
    const weekday = (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;
    for (const [start, end] of version.days[date] ?? version.week[weekday] ?? []) {
      const isNextDay = end <= start;
      events.push({ at: `${date} ${start}`, change: 1 });
      const lastDay = isNextDay ? nextDate(date) : date;
      events.push({ at: end === '24:00' ? `${nextDate(lastDay)} 00:00` : `${lastDay} ${end}`, change: -1 });
    }
  }
  events.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));

  const open = new Set<number>();
  let [happened, depth] = [0, 0];
  for (let time = begin; time < to; time += MINUTE_MS) {
    // The first moment at which the clock shows a time, or has jumped over it.
    const now = shows(time);
    for (let next = events[happened]; next !== undefined && next.at <= now; next = events[happened]) {
      depth += next.change;
      happened += 1;
    }
    if (depth > 0 && time >= from) open.add(time);
  }
  return open;
}

function nextDate(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

const clocks = new Map<string, (time: number) => string>();

/** What the clock on the wall of a zone shows, `2026-03-29 03:00`. */
function wallClock(zone: string): (time: number) => string {
  let shows = clocks.get(zone);
  if (shows === undefined) {
    // Of all languages, Swedish writes dates so.
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const known = new Map<number, string>();
    shows = (time) => {
      let shown = known.get(time);
      if (shown === undefined) known.set(time, (shown = format.format(time)));
      return shown;
    };
    clocks.set(zone, shows);
  }
  return shows;
}
