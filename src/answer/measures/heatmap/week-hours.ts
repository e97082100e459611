import { LocalClock } from '../calendar/local-clock';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1970-01-01 was a Thursday. */
const WEEKDAY_OF_DAY_0 = 3;

export const HOURS_OF_WEEK = 7 * 24;

/** Of each hour that begins at one of some instants, which hour of the local week it is: 0 for Monday 0:00 to 167. */
export function weekHours(zone: string, starts: readonly number[]): number[] {
  const [from, to] = [starts[0] ?? 0, starts.at(-1) ?? 0];
  const clock = new LocalClock(zone, { from, to: to + 1 });
  return starts.map((start) => {
    // At the very moment at which the clock is put forward it is asked what it shows then.
    const local = clock.toLocal(start + 1);
    const day = Math.floor(local / DAY_MS);
    const weekday = (((day + WEEKDAY_OF_DAY_0) % 7) + 7) % 7;
    return weekday * 24 + Math.floor((local - day * DAY_MS) / HOUR_MS);
  });
}
