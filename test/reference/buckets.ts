import { cellsOf } from './cells';
import type { History } from './history';
import type { Measures } from './measures';
import { someOf } from './measures';

/**
 * Some measures of each bucket between neighbouring edges: `edges[i] <= t < edges[i + 1]`. The edges say the
 * calendar (docs/metrics.md, "Buckets"): whoever asks makes them for the zone.
 * @param edges UTC milliseconds, ascending
 */
export function measuresPerBucket(history: History, edges: readonly number[]): Measures[] {
  return cellsOf(history, { edges, fill: true }).map(({ measures }) => someOf(measures));
}

/**
 * Whether a range, `from <= t < to`, holds only a part of the bucket between two edges (docs/metrics.md, "Buckets").
 */
export function isPartial(
  bucket: { readonly start: number; readonly end: number },
  range: { readonly from: number; readonly to: number },
): boolean {
  const held = Math.min(bucket.end, range.to) - Math.max(bucket.start, range.from);
  return held < bucket.end - bucket.start;
}
