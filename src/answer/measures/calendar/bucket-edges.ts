import { ResultTooLarge } from '../bad-input';
import { calendarUnit } from './calendar-units';
import type { WeekStart } from './calendar-units';
import type { BucketGranularity } from './granularity';
import { requireRange } from './time-range';
import type { TimeRange } from './time-range';
import { unitStarts } from './unit-starts';

/** The range holds more buckets than the caller wants. */
export class TooManyBuckets extends ResultTooLarge {
  constructor(granularity: BucketGranularity, maxBuckets: number) {
    super(
      `The range holds more than ${maxBuckets} buckets of granularity ${granularity}: ` +
        'ask for a coarser granularity or a shorter range.',
    );
  }
}

export interface BucketRequest extends TimeRange {
  readonly granularity: BucketGranularity;
  /** As {@link requireZone} returned it. */
  readonly zone: string;
  readonly weekStart: WeekStart;
  readonly maxBuckets: number;
}

/**
 * The edges of the calendar buckets that intersect `from <= t < to`, in Unix milliseconds, strictly ascending:
 * bucket i is `edges[i] <= t < edges[i + 1]`, so there is one edge more than buckets. Buckets are whole: the
 * first edge may lie before `from` and the last one after `to`. TOTAL is the one bucket `[from, to]`.
 *
 * Buckets follow the local calendar (docs/metrics.md, "Buckets"). An hour that the clock shows twice makes two
 * buckets; where a change by less than an hour leaves the clock in the same hour, that bucket is longer. The
 * edges of a coarser granularity are edges of every finer one (weeks and months: of days and finer).
 * @throws InvalidRange unless `from < to`; TooManyBuckets, after no more than `maxBuckets` of them were made.
 */
export function bucketEdges(request: BucketRequest): number[] {
  requireRange(request);
  const { from, to, granularity, zone, weekStart, maxBuckets } = request;
  if (granularity === 'TOTAL') return [from, to];
  const unit = calendarUnit(granularity, weekStart);
  const edges: number[] = [];
  // Two units back, so that the start of the bucket that holds `from` is certainly among the starts.
  for (const start of unitStarts(unit, zone, from - 2 * unit.longestMs)) {
    if (start <= from) edges[0] = start;
    else edges.push(start);
    if (start >= to) return edges;
    if (edges.length > maxBuckets) throw new TooManyBuckets(granularity, maxBuckets);
  }
  return edges;
}
