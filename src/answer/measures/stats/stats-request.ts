import type { Comparison } from '../calendar/calendar-shift';
import type { WeekStart } from '../calendar/calendar-units';
import type { Granularity } from '../calendar/granularity';
import type { Clock } from '../clock';
import type { TimeRange } from '../calendar/time-range';
import type { Measure } from '../registry/measure';
import type { Grouping } from './dimensions';
import type { MayGrow } from './uncounted-times';

/** A question for numbers, with every default filled in. */
export interface StatsRequest extends TimeRange, Omit<Grouping, 'teams'> {
  readonly measures: readonly Measure[];
  readonly granularity: Granularity;
  /** An IANA name. */
  readonly zone: string;
  readonly weekStart: WeekStart;
  /** The period to put beside the asked one, if any. */
  readonly compare: Comparison | undefined;
  /** It lies so many local days before; undefined: as `compare` says. */
  readonly daysBefore?: number | undefined;
  /** On which durations are. */
  readonly clock: Clock;
  /** Whether buckets without any fact get a row of zeros. */
  readonly fill: boolean;
  /** Whether rows by operator say what these are called; it takes a statement more. */
  readonly areOperatorsNamed: boolean;
  readonly limit: number;
  readonly offset: number;
  /** What the caller knows of that already; left out: it is looked up. */
  readonly mayGrow?: MayGrow;
}

/** The asked period, or the one it is compared with. */
export type Period = 'CURRENT' | 'PREVIOUS';

/** The values of the dimensions of a group; null where it is not grouped by one. */
export interface Group {
  readonly account: string | null;
  readonly operator: string | null;
  /** The id where no name is known; '' for nobody; null as well where names are not wanted. */
  readonly operatorName: string | null;
  readonly team: string | null;
  /** Whether anybody of the team is in another one that may be shown. */
  readonly teamOverlaps: boolean | null;
  readonly page: string | null;
  readonly copilot: boolean | null;
  readonly attribute: string | null;
}

/** The values of one bucket of one group. */
export interface StatsCell extends Group {
  /** The start of the bucket, in milliseconds since 1970, UTC; in the compared period that of the bucket beside it. */
  readonly time: number;
  readonly period: Period;
  readonly incomplete: boolean;
  /** Whether the range holds only a part of the bucket. */
  readonly partial: boolean;
  /** Value by name of the measure. */
  readonly values: Readonly<Record<string, number | null>>;
}
