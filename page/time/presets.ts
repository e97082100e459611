import { dateAt, daysLater, mondayOf, monthsLater } from './local-calendar';
import type { LocalDate } from './local-calendar';

/** Whole local days: the first, and the one after the last. */
export interface Days {
  readonly first: LocalDate;
  readonly end: LocalDate;
}

/** How far back the range lies that a range is compared with. */
export type Distance = { readonly days: number } | { readonly months: number };

interface Preset {
  /** @param today the date at which this is asked */
  daysAt(today: LocalDate): Days;
  readonly distance: Distance;
}

const last = (days: number): Preset => ({
  daysAt: (today) => ({ first: daysLater(today, 1 - days), end: daysLater(today, 1) }),
  distance: { days },
});

const monthOf = (today: LocalDate): LocalDate => `${today.slice(0, 8)}01`;

/** The ranges to choose from, by the names they have in the URL. "Last" ones end with today. */
export const PRESETS = {
  today: {
    daysAt: (today) => ({ first: today, end: daysLater(today, 1) }),
    distance: { days: 1 },
  },
  yesterday: {
    daysAt: (today) => ({ first: daysLater(today, -1), end: today }),
    distance: { days: 1 },
  },
  'last-7-days': last(7),
  'last-30-days': last(30),
  'last-90-days': last(90),
  'this-week': {
    daysAt: (today) => ({ first: mondayOf(today), end: daysLater(mondayOf(today), 7) }),
    distance: { days: 7 },
  },
  'last-week': {
    daysAt: (today) => ({ first: daysLater(mondayOf(today), -7), end: mondayOf(today) }),
    distance: { days: 7 },
  },
  'this-month': {
    daysAt: (today) => ({ first: monthOf(today), end: monthsLater(monthOf(today), 1) }),
    distance: { months: 1 },
  },
  'last-month': {
    daysAt: (today) => ({ first: monthsLater(monthOf(today), -1), end: monthOf(today) }),
    distance: { months: 1 },
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;

export function isPreset(name: string): name is PresetName {
  return Object.hasOwn(PRESETS, name);
}

/** The days of a preset at an instant, in the calendar of a zone. */
export function presetDays(name: PresetName, now: number, zone: string): Days {
  return PRESETS[name].daysAt(dateAt(now, zone));
}
