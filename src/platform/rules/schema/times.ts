import { z } from 'zod';
import { nearestName } from '../../edit-distance';
import { LocalClock } from '../../zones/local-clock';
import { zoneNamed } from '../../zones/zone-name';
import { DAY_MINUTES } from '../schedule';
import type { DayHours, Hours } from '../schedule';

const DAY_MS = 86_400_000;
const HOURS = /^(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})$/;
const HOURS_EXAMPLES = '09:00-18:00, 22:00-06:00 (ends on the next day) or 18:00-24:00';

const hours = z
  .string({ error: `must be hours such as ${HOURS_EXAMPLES}` })
  .regex(HOURS, `must be hours such as ${HOURS_EXAMPLES}; several of them are a list`)
  .transform((text, context): Hours => {
    const [, startText = '', endText = ''] = HOURS.exec(text) ?? [];
    const start = minutesOf(startText);
    const end = minutesOf(endText);
    if (start !== undefined && start < DAY_MINUTES && end !== undefined)
      return { start, end: end > start ? end : end + DAY_MINUTES };
    const wrong = start === undefined || start >= DAY_MINUTES ? startText : endText;
    context.addIssue({
      code: 'custom',
      message: `holds ${wrong}, which is no time of day here: from 00:00 to 23:59, and 24:00 as an end`,
    });
    return z.NEVER;
  });

const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
/** From Monday on. */
export const WEEKDAYS = [...WORKDAYS, 'saturday', 'sunday'] as const;

const TIME = "must be a time of day in quotes, such as '08:00': from 00:00 to 23:59";

/** A time of day, as minutes since midnight. */
export const timeOfDay = z
  .string({ error: TIME })
  .regex(/^\d{1,2}:\d{2}$/, { error: TIME, abort: true })
  .transform((text, context) => {
    const minutes = minutesOf(text);
    if (minutes !== undefined && minutes < DAY_MINUTES) return minutes;
    context.addIssue({ code: 'custom', message: TIME });
    return z.NEVER;
  });

/** The hours of a day: one stretch, a list of them, or `closed`. */
export const dayHours = z
  .union([z.literal('closed'), hours, z.array(hours)], {
    error: `must be hours such as ${HOURS_EXAMPLES}, a list of such, or "closed"`,
  })
  .transform((given): DayHours => {
    if (given === 'closed') return [];
    return 'start' in given ? [given] : given;
  });

/** Whether hours end at 23:59, so that a minute is lost every day. */
export function losesAMinute(text: string): boolean {
  return HOURS.exec(text)?.[2] === '23:59';
}

/** A time zone, in the spelling of the IANA database. */
export const zone = z
  .string({ error: 'must be a time zone such as Europe/Vilnius' })
  .transform((name, context) => {
    const known = zoneNamed(name);
    if (known !== undefined) return known;
    const meant = nearestName(name, Intl.supportedValuesOf('timeZone'));
    const right =
      meant === undefined
        ? 'give an IANA name such as Europe/Vilnius, America/New_York or UTC'
        : `did you mean ${meant}?`;
    context.addIssue({ code: 'custom', message: `is "${name}", which is no time zone: ${right}` });
    return z.NEVER;
  });

const DATE_EXAMPLE = 'must be a date such as 2026-12-24';

/** A day of the calendar, `2026-12-24`. */
export const date = z
  .string({ error: DATE_EXAMPLE })
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: DATE_EXAMPLE, abort: true })
  .refine(isDay, 'is a day that does not exist');

/** A day of the calendar, or of every year: `2026-12-24` or `12-24`. */
export const dateOrYearly = z
  .string({ error: `${DATE_EXAMPLE}, or 12-24 for every year` })
  .regex(/^(\d{4}-)?\d{2}-\d{2}$/, { error: `${DATE_EXAMPLE}, or 12-24 for every year`, abort: true })
  .refine((text) => isDay(text.length === 5 ? `2024-${text}` : text), 'is a day that does not exist');

const MOMENT = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2})?$/;
const MOMENT_EXAMPLES = 'must be a date such as 2026-03-01, or a date and a time such as 2026-03-01T12:00';

/** A moment of a zone that is said elsewhere: a date, which means its midnight, or a date and a time. */
export const localMoment = z
  .string({ error: MOMENT_EXAMPLES })
  .regex(MOMENT, { error: MOMENT_EXAMPLES, abort: true })
  .refine(
    (text) =>
      isDay(text.slice(0, 10)) &&
      (text.length === 10 || (minutesOf(text.slice(11)) ?? Infinity) < DAY_MINUTES),
    'is a time that does not exist',
  );

/** UTC milliseconds of a {@link localMoment}: the first of two, or the end of a gap. */
export function instantOfLocal(text: string, zoneName: string): number {
  const midnight = Date.parse(`${text.slice(0, 10)}T00:00Z`);
  const local = midnight + (text.length === 10 ? 0 : (minutesOf(text.slice(11)) ?? 0) * 60_000);
  return new LocalClock(zoneName, { from: midnight - 2 * DAY_MS, to: midnight + 3 * DAY_MS }).toInstant(
    local,
  );
}

function minutesOf(text: string): number | undefined {
  const [hour = NaN, minute = NaN] = text.split(':').map(Number);
  const minutes = hour * 60 + minute;
  return minute < 60 && minutes <= DAY_MINUTES ? minutes : undefined;
}

function isDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}
