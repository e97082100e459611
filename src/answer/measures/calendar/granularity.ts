import { Temporal } from 'temporal-polyfill';
import type { TimeRange } from './time-range';

export type BucketGranularity = 'TOTAL' | 'QUARTER_HOUR' | 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';
export type Granularity = 'AUTO' | BucketGranularity;

const STEPS = [
  { upTo: { days: 2 }, granularity: 'HOUR' },
  { upTo: { days: 92 }, granularity: 'DAY' },
  { upTo: { years: 2 }, granularity: 'WEEK' },
] as const;

/**
 * What AUTO stands for in a range (docs/metrics.md, "Buckets"): up to 2 days HOUR, up to 92 days DAY, up to 2 years
 * WEEK, else MONTH. "Up to" includes the length itself, and lengths are the calendar's: `to` is compared with the same
 * local time of `zone` 2 days, 92 days or 2 years after `from`, so that two days of 25 hours are 2 days.
 */
export function resolveGranularity(
  granularity: Granularity,
  { from, to }: TimeRange,
  zone: string,
): BucketGranularity {
  if (granularity !== 'AUTO') return granularity;
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const step = STEPS.find(({ upTo }) => to <= start.add(upTo).epochMilliseconds);
  return step?.granularity ?? 'MONTH';
}
