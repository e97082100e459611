import type { Comparison } from '../calendar/calendar-shift';
import type { WeekStart } from '../calendar/calendar-units';
import { rangeOf } from '../calendar/given-range';
import type { GivenRange } from '../calendar/given-range';
import type { Granularity } from '../calendar/granularity';
import type { Enumeration } from '../columns/enumeration';
import { textOrEncoded } from '../encoded-text';
import { pageOf } from '../lists/given-page';
import type { GivenPage } from '../lists/given-page';
import type { Measure } from '../registry/measure';
import { DIMENSIONS } from './dimensions';
import type { StatsDimension } from './dimensions';
import { filterOf } from './given-filter';
import type { GivenFilter } from './given-filter';
import type { StatsRequest } from './stats-request';

export const GRANULARITY: Enumeration<Granularity> = {
  name: 'Granularity',
  description: 'AUTO: up to 2 days HOUR, up to 92 days DAY, up to 2 years WEEK, else MONTH.',
  values: ['AUTO', 'TOTAL', 'QUARTER_HOUR', 'HOUR', 'DAY', 'WEEK', 'MONTH'],
};
export const DIMENSION: Enumeration<StatsDimension> = {
  name: 'Dimension',
  description: 'An operator is a person of an account: grouped by OPERATOR, rows have their account as well.',
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
  fill: true,
  limit: 10_000,
} as const;

/** A question for numbers as somebody asks it: what is missing has its default. */
export interface GivenStats extends GivenRange, GivenPage {
  readonly granularity?: Granularity | null;
  readonly timezone?: string | null;
  readonly weekStart?: WeekStart | null;
  readonly groupBy?: readonly StatsDimension[] | null;
  readonly attribute?: string | null;
  readonly encodedAttribute?: string | null;
  readonly filter?: GivenFilter | null;
  readonly compare?: Comparison | 'NONE' | null;
  readonly fill?: boolean | null;
}

export function statsRequestOf(given: GivenStats, measures: readonly Measure[]): StatsRequest {
  const compare = given.compare ?? STATS_DEFAULTS.compare;
  const zone = given.timezone ?? STATS_DEFAULTS.timezone;
  return {
    ...rangeOf(given, zone),
    ...pageOf(given, STATS_DEFAULTS.limit),
    measures,
    granularity: given.granularity ?? STATS_DEFAULTS.granularity,
    zone,
    weekStart: given.weekStart ?? STATS_DEFAULTS.weekStart,
    groupBy: given.groupBy ?? [],
    attribute: textOrEncoded(['attribute', given.attribute], ['encodedAttribute', given.encodedAttribute]),
    filter: filterOf(given.filter),
    compare: compare === 'NONE' ? undefined : compare,
    fill: given.fill ?? STATS_DEFAULTS.fill,
    areOperatorsNamed: true,
  };
}
