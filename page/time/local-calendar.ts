/** A date of the calendar, such as `2026-03-29`: no moment, and of no zone. */
export type LocalDate = string;

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at an instant, as if it were UTC: milliseconds. */
export function wallClockAt(instant: number, zone: string): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  const millisecond = ((instant % 1000) + 1000) % 1000;
  return Date.parse(`${format.format(instant).replace(' ', 'T')}Z`) + millisecond;
}

/**
 * The first instant at which the clocks of a zone show this; when they skip it, the instant from which on they
 * show something later.
 */
export function instantAt(wallClock: number, zone: string): number {
  const candidates = [wallClock - DAY_MS, wallClock + DAY_MS].map(
    (near) => wallClock - (wallClockAt(near, zone) - near),
  );
  const shown = candidates.filter((instant) => wallClockAt(instant, zone) === wallClock);
  return shown.length > 0 ? Math.min(...shown) : Math.max(...candidates);
}

/** The date in a zone at an instant. */
export function dateAt(instant: number, zone: string): LocalDate {
  return new Date(wallClockAt(instant, zone)).toISOString().slice(0, 10);
}

/** The first instant of a date in a zone. */
export function startOf(date: LocalDate, zone: string): number {
  return instantAt(Date.parse(`${date}T00:00:00Z`), zone);
}

export function daysLater(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day of another month, or the last day of one that is shorter. */
export function monthsLater(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** The Monday of the week that a date is in. */
export function mondayOf(date: LocalDate): LocalDate {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return daysLater(date, -((weekday + 6) % 7));
}

/** Days from one date to another. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}

/** Whether this is a date that the calendar has. */
export function isDate(text: string): boolean {
  const parsed = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(parsed) && daysLater(text, 0) === text;
}

/** Whether the browser knows a zone of this name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
