import type { TimeRange } from '../calendar/time-range';
import { listParameter } from './list-parameter';

/** That are compared one by one. */
const MAX_INLINE_RANGES = 4;

/**
 * The condition for the buckets of a roll-up that begin in some ranges, ascending, which begin and end with buckets.
 * Of many ranges the buckets are listed: a long chain of comparisons costs ClickHouse more than the reading.
 * @param name what parameters are called by
 * @param grain the length of a bucket, in milliseconds
 */
export function bucketCondition(
  name: string,
  ranges: readonly TimeRange[],
  grain: number,
): { readonly sql: string; readonly parameters: Record<string, readonly number[]> } {
  if (ranges.length <= MAX_INLINE_RANGES) return { sql: bucketsIn(ranges), parameters: {} };
  const buckets = ranges.flatMap(({ from, to }) =>
    Array.from({ length: (to - from) / grain }, (_, index) => (from + index * grain) / 1000),
  );
  const { sql, parameters } = listParameter(name, "DateTime('UTC')", buckets);
  return { sql: `bucket IN ${sql}`, parameters };
}

/**
 * The condition for the buckets that begin in any of a few ranges. Numbers stand in the text; they are this program's
 * own, never input.
 */
export function bucketsIn(ranges: readonly TimeRange[]): string {
  const instant = (time: number): string => `toDateTime(${Math.ceil(time / 1000)}, 'UTC')`;
  const between = ({ from, to }: TimeRange): string =>
    `(bucket >= ${instant(from)} AND bucket < ${instant(to)})`;
  return `(${ranges.map(between).join(' OR ')})`;
}
