import { language } from '../messages/language';
import { t } from '../messages/text';
import { wallClockAt } from '../time/local-calendar';
import type { TimeRange } from '../time/resolved-range';

const formats = new Map<string, Intl.DateTimeFormat>();

/** `Thu 26 Nov 2026, 14:05`, as the clocks of a zone show it. */
export function moment(instant: number, zone: string): string {
  return show(instant, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** `Thu 26 Nov, 14:05`. */
export function dayAndClock(instant: number, zone: string): string {
  return show(instant, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** `26 Nov, 14:05:09`. */
export function momentWithSeconds(instant: number, zone: string): string {
  return show(instant, zone, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

/** `20 – 26 Nov 2026` for whole days, `20 – 26 Nov 2026 until 14:05`; else both moments. */
export function span({ from, to }: TimeRange, zone: string): string {
  const [startsDay, endsDay] = [from, to].map((instant) => isMidnight(instant, zone));
  if (startsDay !== true) return t('interval', { low: moment(from, zone), high: moment(to, zone) });
  const days = dayFormat(zone).formatRange(from, to - 1);
  return endsDay === true ? days : t('range.until', { days, time: clock(to, zone) });
}

/** `20 Nov`. */
export function day(instant: number, zone: string): string {
  return show(instant, zone, { day: 'numeric', month: 'short' });
}

/** `Fri 20 Nov 2026`. */
export function fullDay(instant: number, zone: string): string {
  return show(instant, zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
}

/** `Nov 2026`. */
export function month(instant: number, zone: string): string {
  return show(instant, zone, { month: 'short', year: 'numeric' });
}

/** `14:05`. */
export function clock(instant: number, zone: string): string {
  return show(instant, zone, { timeStyle: 'short' });
}

/** `Thu`, or `Thursday`. @param day from 1 for Monday */
export function weekday(day: number, length: 'short' | 'long'): string {
  // The 1st of January 2024 was a Monday.
  return show(Date.UTC(2024, 0, day), 'UTC', { weekday: length });
}

/** `14:00–15:00`: one hour of the day. */
export function hourOfDay(hour: number): string {
  const format = formatOf('UTC', { hour: 'numeric', minute: '2-digit' });
  return format.formatRange(Date.UTC(2024, 0, 1, hour), Date.UTC(2024, 0, 1, hour + 1));
}

function isMidnight(instant: number, zone: string): boolean {
  return wallClockAt(instant, zone) % 86_400_000 < 60_000;
}

function dayFormat(zone: string): Intl.DateTimeFormat {
  return formatOf(zone, { day: 'numeric', month: 'short', year: 'numeric' });
}

function show(instant: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return formatOf(zone, options).format(instant);
}

function formatOf(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { locale } = language.value;
  const key = JSON.stringify([locale, zone, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formats.set(key, known);
  return known;
}
