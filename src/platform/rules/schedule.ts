/** A stretch of a local day, `start <= t < end`, in minutes since its midnight: above 1440 they are of the next day. */
export interface Hours {
  readonly start: number;
  readonly end: number;
}

/** What the rules say of one local day: none is closed. */
export type DayHours = readonly Hours[];

export const DAY_MINUTES = 1440;

/** The days that are not as their weekday is, and what they are called. */
export interface SpecialDay {
  readonly hours: DayHours;
  readonly name: string;
}

/** The hours of a schedule as they are from a moment on. */
export interface ScheduleVersion {
  /** UTC milliseconds; `-Infinity`: it has always been so. */
  readonly from: number;
  /** As the IANA database spells it. */
  readonly zone: string;
  /** Seven, from Monday on. */
  readonly week: readonly DayHours[];
  /** By `2026-12-25`, or by `12-25` for every year; the former takes precedence. */
  readonly days: ReadonlyMap<string, SpecialDay>;
}

/** When people work, with how that was before. */
export interface Schedule {
  readonly name: string;
  /** At least one, ascending by `from`; each holds until the next. Before the first there is no schedule. */
  readonly versions: readonly ScheduleVersion[];
}
