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
  const [startsDay, endsDay] = [from, to].map((instant) => clock(instant, zone) === '00:00');
  if (startsDay !== true) return `${moment(from, zone)} – ${moment(to, zone)}`;
  const days = dayFormat(zone).formatRange(from, to - 1);
  return endsDay === true ? days : `${days} until ${clock(to, zone)}`;
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

function dayFormat(zone: string): Intl.DateTimeFormat {
  return formatOf(zone, { day: 'numeric', month: 'short', year: 'numeric' });
}

function show(instant: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return formatOf(zone, options).format(instant);
}

function formatOf(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([zone, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
  formats.set(key, known);
  return known;
}
