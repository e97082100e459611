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
  /** Whether buckets without any sample get a row of zeros. */
  readonly fill: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** The values of one bucket of one group. */
export interface StatsCell {
  /** Milliseconds since 1970, UTC. */
  readonly time: number;
  readonly incomplete: boolean;
  /** Null unless grouped by account. */
  readonly account: string | null;
  /** Value by name of the measure. */
  readonly values: Readonly<Record<string, number | null>>;
}
