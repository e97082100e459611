import { dateAt, daysLater, isDate, mondayOf, monthsLater } from '../time/local-calendar';
import type { LocalDate } from '../time/local-calendar';
import type { PresetName } from '../time/presets';

const PRESET_OF: Readonly<Record<string, PresetName>> = {
  'now/d~now': 'today',
  'now/d~now/d': 'today',
  'now-1d/d~now-1d/d': 'yesterday',
  'now-7d~now': 'last-7-days',
  'now-30d~now': 'last-30-days',
  'now-90d~now': 'last-90-days',
  'now/w~now': 'this-week',
  'now/w~now/w': 'this-week',
  'now-1w/w~now-1w/w': 'last-week',
  'now/M~now': 'this-month',
  'now/M~now/M': 'this-month',
  'now-1M/M~now-1M/M': 'last-month',
};
const UNIT_MS: Readonly<Record<string, number>> = {
  ...{ s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 },
};
const MONTHS: Readonly<Record<string, number>> = { M: 1, y: 12 };

/** A moment as Grafana writes it: `now-12M/M` is the beginning, and as an end the end, of the month a year ago. */
const RELATIVE = /^now(?:-(\d{1,4})([smhdwMy]))?(?:\/([smhdwMy]))?$/;

type Day = 'first' | 'last';

const monthOf = (date: LocalDate): LocalDate => `${date.slice(0, 8)}01`;
/** The days of what a moment is rounded to. */
const DAYS_OF: Readonly<Record<string, Readonly<Record<Day, (date: LocalDate) => LocalDate>>>> = {
  w: { first: mondayOf, last: (date) => daysLater(mondayOf(date), 6) },
  M: { first: monthOf, last: (date) => daysLater(monthsLater(monthOf(date), 1), -1) },
  y: { first: (date) => `${date.slice(0, 4)}-01-01`, last: (date) => `${date.slice(0, 4)}-12-31` },
};

/**
 * The range of a dashboard's link as this page writes it: a name, or the days that its moments touch.
 * @returns nothing where it cannot be read
 */
export function dashboardRange(given: URLSearchParams, zone: string, now: number): [string, string][] {
  const [from, to] = [given.get('from') ?? '', given.get('to') ?? ''];
  const preset = PRESET_OF[`${from}~${to}`];
  if (preset !== undefined) return [['range', preset]];
  // A moment that ends a range is no more part of it.
  const [first, last] = [
    dateOf(from, 'first', (at) => dateAt(at, zone), now),
    dateOf(to, 'last', (at) => dateAt(at - 1, zone), now),
  ];
  return first === undefined || last === undefined || first > last
    ? []
    : [
        ['from', first],
        ['to', last],
      ];
}

function dateOf(
  text: string,
  day: Day,
  dateAtMoment: (moment: number) => LocalDate,
  now: number,
): LocalDate | undefined {
  if (isDate(text)) return text;
  const [relative, amount = '0', unit = 's', rounded = 'd'] = RELATIVE.exec(text) ?? [];
  if (relative !== undefined) {
    const months = MONTHS[unit];
    const date =
      months === undefined
        ? dateAtMoment(now - Number(amount) * (UNIT_MS[unit] ?? 0))
        : monthsLater(dateAtMoment(now), -months * Number(amount));
    return DAYS_OF[rounded]?.[day](date) ?? date;
  }
  const moment = /^\d{1,15}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(moment) || Math.abs(moment) > 8e15 ? undefined : dateAtMoment(moment);
}
