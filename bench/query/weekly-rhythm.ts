const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/** How busy each hour of a day (UTC) is, and each day of a week from Monday on. */
const HOURS = [
  0.1, 0.07, 0.05, 0.05, 0.07, 0.12, 0.25, 0.45, 0.75, 0.95, 1, 0.9, 0.7, 0.85, 0.95, 0.9, 0.75, 0.6, 0.5,
  0.45, 0.4, 0.3, 0.22, 0.15,
];
const WEEKDAYS = [1, 0.95, 0.9, 0.85, 0.8, 0.35, 0.3];

/** The time over which something is spread, as people are busy in it. */
export interface BusyTime {
  readonly beginsMs: number;
  /** Its length in weeks, the last one by the share of its work that is done. */
  readonly busyWeeks: number;
  /** Of each hour of a week, the share of the work that is done at its end: ascending, the last is 1. */
  readonly hourEnds: readonly number[];
}

/** From the Monday that is `days` before a moment, or just before, up to that moment: quiet nights and weekends. */
export function busyTimeUntil(untilMs: number, days: number): BusyTime {
  const hours = WEEKDAYS.flatMap((day) => HOURS.map((hour) => day * hour));
  const hourEnds = ascending(hours);
  const beginsMs = mondayBefore(untilMs - days * DAY_MS);
  const weeks = Math.floor((untilMs - beginsMs) / WEEK_MS);
  const hoursDone = (untilMs - beginsMs - weeks * WEEK_MS) / HOUR_MS;
  const hour = Math.floor(hoursDone);
  const begin = hour === 0 ? 0 : (hourEnds[hour - 1] ?? 0);
  const share = begin + ((hourEnds[hour] ?? 1) - begin) * (hoursDone - hour);
  return { beginsMs, busyWeeks: weeks + share, hourEnds };
}

/** Some time, without any rhythm. */
export function evenTime(beginsMs: number, endsMs: number): BusyTime {
  const hourEnds = ascending(Array.from({ length: 168 }, () => 1));
  return { beginsMs, busyWeeks: (endsMs - beginsMs) / WEEK_MS, hourEnds };
}

function ascending(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let done = 0;
  const ends = weights.map((weight) => (done += weight) / total);
  return [...ends.slice(0, -1), 1];
}

/** 1970 began on a Thursday. */
function mondayBefore(moment: number): number {
  const days = Math.floor(moment / DAY_MS);
  return (days - ((days + 3) % 7)) * DAY_MS;
}
