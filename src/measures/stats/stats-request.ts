import type { Comparison } from '../calendar/calendar-shift';
import type { WeekStart } from '../calendar/calendar-units';
import type { Granularity } from '../calendar/granularity';
import type { TimeRange } from '../calendar/time-range';
import type { Measure } from '../registry/measure';

/** What measures can be grouped by. */
export type StatsDimension = 'ACCOUNT';

/** A question for numbers, with every default filled in. */
export interface StatsRequest extends TimeRange {
  readonly measures: readonly Measure[];
  readonly granularity: Granularity;
  /** An IANA name. */
  readonly zone: string;
  readonly weekStart: WeekStart;
  readonly groupBy: readonly StatsDimension[];
  /** Empty: all. */
  readonly accounts: readonly string[];
  /** The period to put beside the asked one, if any. */
  readonly compare: Comparison | undefined;
  /** Whether buckets without any sample get a row of zeros. */
  readonly fill: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** The asked period, or the one it is compared with. */
export type Period = 'CURRENT' | 'PREVIOUS';

/** The values of one bucket of one group. */
export interface StatsCell {
  /** The start of the bucket, in milliseconds since 1970, UTC; in the compared period that of the bucket beside it. */
  readonly time: number;
  readonly period: Period;
  readonly incomplete: boolean;
  /** Null unless grouped by account. */
  readonly account: string | null;
  /** Value by name of the measure. */
  readonly values: Readonly<Record<string, number | null>>;
}
