import { openIntervals } from './open-intervals';
import type { Schedule } from './schedule';

const DAY_MS = 86_400_000;
/** Holidays are short, and schedules that have ended stay so. */
const MAX_BACK_MS = 28 * DAY_MS;

/**
 * The moment before another since which so much working time has gone by; without schedules, so much time.
 * @returns 28 days before where there was less
 */
export function workingBack(schedules: readonly Schedule[], end: number, lengthMs: number): number {
  if (schedules.length === 0) return end - lengthMs;
  let left = lengthMs;
  for (const span of openIntervals(schedules, end - MAX_BACK_MS, end).toReversed()) {
    if (span.end - span.start >= left) return span.end - left;
    left -= span.end - span.start;
  }
  return end - MAX_BACK_MS;
}

/** How long a working day is, by the days of the 28 before a moment on which work began; without schedules 24 hours. */
export function workingDayMs(schedules: readonly Schedule[], end: number): number {
  if (schedules.length === 0) return DAY_MS;
  const spans = openIntervals(schedules, end - MAX_BACK_MS, end);
  const days = new Set(spans.map(({ start }) => Math.floor(start / DAY_MS)));
  const open = spans.reduce((sum, span) => sum + span.end - span.start, 0);
  return days.size === 0 ? DAY_MS : Math.min(DAY_MS, open / days.size);
}
