import type { Bounds } from '../../../platform/access/caller';
import { BadInput } from '../bad-input';
import type { Comparison } from '../calendar/calendar-shift';
import type { WeekStart } from '../calendar/calendar-units';
import { resolveRange } from '../calendar/range-input';
import type { RangeInput } from '../calendar/range-input';
import type { Granularity } from '../calendar/granularity';
import { DEFAULT_CLOCK } from '../clock';
import type { Clock } from '../clock';
import type { Enumeration } from '../columns/column';
import { textOrEncoded } from '../encoded-text';
import { resolveListPage } from '../list-page';
import type { ListPageInput } from '../list-page';
import type { Measure } from '../registry/measure';
import { DIMENSIONS } from './dimensions';
import type { StatsDimension } from './dimensions';
import { requireGroupsWithin } from './bound-filter';
import { resolveFilter } from './filter-input';
import type { FilterInput } from './filter-input';
import type { StatsRequest } from './stats-request';

export const GRANULARITY: Enumeration<Granularity> = {
  name: 'Granularity',
  description: 'AUTO: up to 2 days HOUR, up to 92 days DAY, up to 2 years WEEK, else MONTH.',
  values: ['AUTO', 'TOTAL', 'QUARTER_HOUR', 'HOUR', 'DAY', 'WEEK', 'MONTH'],
};
export const DIMENSION: Enumeration<StatsDimension> = {
  name: 'Dimension',
  description:
    'An operator is a person of an account: grouped by OPERATOR, rows have their account as well. TEAM is a set of operators of the rules: who is in none is in the team "".',
  values: DIMENSIONS,
};
export const COMPARE: Enumeration<Comparison | 'NONE'> = {
  name: 'Compare',
  values: ['NONE', 'PREVIOUS_PERIOD', 'PREVIOUS_YEAR'],
};
export const WEEKDAY: Enumeration<WeekStart> = { name: 'Weekday', values: ['MONDAY', 'SUNDAY'] };

/** What holds where nothing is said. */
export const STATS_DEFAULTS = {
  granularity: 'AUTO',
  timezone: 'UTC',
  weekStart: 'MONDAY',
  compare: 'NONE',
  clock: DEFAULT_CLOCK,
  fill: true,
  limit: 10_000,
} as const;

/** A question for numbers as somebody asks it: what is missing has its default. */
export interface StatsInput extends RangeInput, ListPageInput {
  readonly granularity?: Granularity | null;
  readonly timezone?: string | null;
  readonly weekStart?: WeekStart | null;
  readonly groupBy?: readonly StatsDimension[] | null;
  readonly attribute?: string | null;
  readonly encodedAttribute?: string | null;
  readonly filter?: FilterInput | null;
  readonly compare?: Comparison | 'NONE' | null;
  readonly daysBefore?: number | null | undefined;
  readonly clock?: Clock | null;
  readonly fill?: boolean | null;
}

const MAX_DAYS_BEFORE = 3660;

/**
 * How many local days before the range lies that is compared; undefined: `compare` says it.
 * @throws BadInput where it is none, or nothing is compared
 */
export function requireDaysBefore(
  days: number | null | undefined,
  compare: Comparison | 'NONE',
): number | undefined {
  if (days === null || days === undefined) return undefined;
  if (compare === 'NONE') throw new BadInput('daysBefore says how compare looks back: compare is NONE.');
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS_BEFORE)
    throw new BadInput(`daysBefore must be a whole number of days from 1 to ${MAX_DAYS_BEFORE}.`);
  return days;
}

/** @throws BadInput; Forbidden for what lies outside of the bounds */
export function statsRequestOf(
  input: StatsInput,
  measures: readonly Measure[],
  bounds: Bounds,
): StatsRequest {
  const compare = input.compare ?? STATS_DEFAULTS.compare;
  const zone = input.timezone ?? STATS_DEFAULTS.timezone;
  requireGroupsWithin(input.groupBy ?? [], bounds);
  return {
    ...resolveRange(input, zone),
    ...resolveListPage(input, STATS_DEFAULTS.limit),
    measures,
    granularity: input.granularity ?? STATS_DEFAULTS.granularity,
    zone,
    weekStart: input.weekStart ?? STATS_DEFAULTS.weekStart,
    groupBy: input.groupBy ?? [],
    attribute: textOrEncoded(['attribute', input.attribute], ['encodedAttribute', input.encodedAttribute]),
    filter: resolveFilter(input.filter, bounds),
    compare: compare === 'NONE' ? undefined : compare,
    daysBefore: requireDaysBefore(input.daysBefore, compare),
    clock: input.clock ?? STATS_DEFAULTS.clock,
    fill: input.fill ?? STATS_DEFAULTS.fill,
    areOperatorsNamed: true,
  };
}
