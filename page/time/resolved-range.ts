import { daysBetween, daysLater, instantAt, monthsLater, startOf, wallClockAt } from './local-calendar';
import type { LocalDate } from './local-calendar';
import { PRESETS, presetDays } from './presets';
import type { Days, Distance, PresetName } from './presets';

/** Half-open, in UTC milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** A preset, or the first and the last of some local days. */
export type ChosenRange =
  { readonly preset: PresetName } | { readonly first: LocalDate; readonly last: LocalDate };
/**
 * What a range is compared with: the one before, the same dates or weekdays of the year before, or what begins at a
 * date and is as long.
 */
export type Compare = 'none' | 'previous' | 'year' | 'year-weekdays' | { readonly since: LocalDate };

/** Of which 52 weeks are a year, nearly. */
export const YEAR_OF_WEEKS = 364;

export interface ResolvedRange {
  readonly range: TimeRange;
  /** What the figures are compared with: as much of it as has passed of the range itself. */
  readonly before: TimeRange | undefined;
  /** Whether some of the range is still to come. */
  readonly isUnderWay: boolean;
}

/**
 * The instants of what was chosen. A range that is under way is compared with as much of the one before, so that
 * a morning stands beside a morning.
 */
export function resolveChosenRange(
  chosen: ChosenRange,
  { zone, compare, now }: { readonly zone: string; readonly compare: Compare; readonly now: number },
): ResolvedRange {
  const days = daysOf(chosen, now, zone);
  const range = { from: startOf(days.first, zone), to: startOf(days.end, zone) };
  const isUnderWay = now < range.to && now > range.from;
  if (compare === 'none') return { range, before: undefined, isUnderWay };
  const distance = comparedDistance(compare, chosen, days);
  const end = startOf(earlier(days.end, distance), zone);
  const before = {
    from: startOf(earlier(days.first, distance), zone),
    to: isUnderWay ? Math.min(end, momentEarlier(now, distance, zone)) : end,
  };
  return { range, before, isUnderWay };
}

/** The local days of what was chosen. */
export function daysOf(chosen: ChosenRange, now: number, zone: string): Days {
  if ('preset' in chosen) return presetDays(chosen.preset, now, zone);
  return { first: chosen.first, end: daysLater(chosen.last, 1) };
}

/**
 * How many days before the range lies that it is compared with, where that is chosen by days.
 * @returns undefined where it is not, or would not lie before
 */
export function daysBeforeOf(compare: Compare, { first }: Days): number | undefined {
  if (compare === 'year-weekdays') return YEAR_OF_WEEKS;
  if (typeof compare !== 'object') return undefined;
  const days = daysBetween(compare.since, first);
  return days > 0 ? days : undefined;
}

function comparedDistance(compare: Compare, chosen: ChosenRange, days: Days): Distance {
  const daysBefore = daysBeforeOf(compare, days);
  if (daysBefore !== undefined) return { days: daysBefore };
  return compare === 'year' ? { months: 12 } : distanceOf(chosen, days);
}

/** How far away the range before is: of whole months in months, as GraphQL's `compare` does. */
export function distanceOf(chosen: ChosenRange, { first, end }: Days): Distance {
  if ('preset' in chosen) return PRESETS[chosen.preset].distance;
  if (!first.endsWith('-01') || !end.endsWith('-01')) return { days: daysBetween(first, end) };
  const [firstMonth = 0, endMonth = 0] = [first, end].map(
    (date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)),
  );
  return { months: endMonth - firstMonth };
}

function earlier(date: LocalDate, distance: Distance): LocalDate {
  return 'days' in distance ? daysLater(date, -distance.days) : monthsLater(date, -distance.months);
}

function momentEarlier(now: number, distance: Distance, zone: string): number {
  const wall = new Date(wallClockAt(now, zone)).toISOString();
  return instantAt(Date.parse(earlier(wall.slice(0, 10), distance) + wall.slice(10)), zone);
}
