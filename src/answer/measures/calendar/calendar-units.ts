import type { BucketGranularity } from './granularity';

/** The first day of a week. */
export type WeekStart = 'MONDAY' | 'SUNDAY';

const QUARTER_HOUR_MS = 900_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** How local time falls into the buckets of a granularity. */
export interface CalendarUnit {
  /** Buckets start at multiples of this much local time. */
  readonly stepMs: number;
  /** The number of the bucket to which a step of local time (counted from 1970-01-01T00:00) belongs. */
  readonly numberOf: (step: number) => number;
  /** Whether a time that the clock shows twice makes two buckets (hours do; a date occurs once). */
  readonly repeats: boolean;
  /** No bucket is longer. */
  readonly longestMs: number;
}

const itself = (step: number) => step;

/** 1970-01-01 was a Thursday: three days into a week from Monday, four into one from Sunday. */
const weekNumber: Record<WeekStart, (day: number) => number> = {
  MONDAY: (day) => Math.floor((day + 3) / 7),
  SUNDAY: (day) => Math.floor((day + 4) / 7),
};

function monthNumber(day: number): number {
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The unit of a granularity; a TOTAL has none. */
export function calendarUnit(
  granularity: Exclude<BucketGranularity, 'TOTAL'>,
  weekStart: WeekStart,
): CalendarUnit {
  switch (granularity) {
    case 'QUARTER_HOUR':
      return { stepMs: QUARTER_HOUR_MS, numberOf: itself, repeats: true, longestMs: 3 * HOUR_MS };
    case 'HOUR':
      return { stepMs: HOUR_MS, numberOf: itself, repeats: true, longestMs: 3 * HOUR_MS };
    case 'DAY':
      return { stepMs: DAY_MS, numberOf: itself, repeats: false, longestMs: 2 * DAY_MS };
    case 'WEEK':
      return { stepMs: DAY_MS, numberOf: weekNumber[weekStart], repeats: false, longestMs: 9 * DAY_MS };
    case 'MONTH':
      return { stepMs: DAY_MS, numberOf: monthNumber, repeats: false, longestMs: 33 * DAY_MS };
  }
}
