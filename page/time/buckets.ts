import { daysBetween } from './local-calendar';
import type { Days } from './presets';

/** How long the bars of the charts are; `auto`: as the length of the range asks for. */
export type BucketLength = 'auto' | 'day' | 'week' | 'month';

export const BUCKETS = ['auto', 'day', 'week', 'month'] as const;
/** More bars than these cannot be told apart on a chart. */
export const MAX_BARS = 100;

const DAYS_OF: Readonly<Record<Exclude<BucketLength, 'auto'>, number>> = { day: 1, week: 7, month: 30 };

export function isBucket(name: string): name is BucketLength {
  return BUCKETS.some((one) => one === name);
}

/** About how many bars of a length there are in some days. */
export function barsOf(bucket: BucketLength, { first, end }: Days): number {
  return bucket === 'auto' ? 0 : Math.ceil(daysBetween(first, end) / DAYS_OF[bucket]);
}
