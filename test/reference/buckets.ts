import type { History } from './history';
import type { Measures } from './measures';
import { measuresIn } from './measures';

/**
 * The measures of each bucket between neighbouring edges: `edges[i] <= t < edges[i + 1]`. The edges say the
 * calendar (docs/metrics.md, "Buckets"): whoever asks makes them for the zone.
 * @param edges UTC milliseconds, ascending
 */
export function measuresPerBucket(history: History, edges: readonly number[]): Measures[] {
  return edges.slice(1).map((to, bucket) => measuresIn(history, edges[bucket] ?? NaN, to));
}
