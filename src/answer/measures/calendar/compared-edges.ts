import { calendarShift } from './calendar-shift';
import type { ComparisonRequest } from './calendar-shift';
import { comparedRange } from './compared-range';

/**
 * The edges in the compared range that belong to the edges of the range itself (as `bucketEdges` gave them):
 * bucket i of the one stands beside bucket i of the other. As many edges, never descending, which together
 * cover the compared range, so that sums over the buckets are sums over that range.
 *
 * Each edge is the same date and local time, moved by the length of the range or by a year. A bucket that has
 * no counterpart (29 February, an hour that was skipped) is empty: its edges are equal. What has no
 * bucket in the range (a 31st day, an hour shown twice) goes to the bucket before it.
 * @throws InvalidRange unless `from < to`.
 */
export function comparedEdges(request: ComparisonRequest, edges: readonly number[]): number[] {
  const { from, to } = request;
  const range = comparedRange(request);
  const shift = calendarShift(request);
  const last = edges.length - 1;
  const compared = edges.map((edge, index) => {
    if (edge === from) return range.from;
    if (edge === to) return range.to;
    const moved = shift(edge);
    if (index === 0) return Math.min(moved, range.from);
    if (index === last) return Math.max(moved, range.to);
    return Math.min(Math.max(moved, range.from), range.to);
  });
  return ascending(compared);
}

/** Local time goes back when the clock is set back; an edge never lies after the next one. */
function ascending(edges: readonly number[]): number[] {
  let next = Infinity;
  return edges
    .toReversed()
    .map((edge) => (next = Math.min(edge, next)))
    .toReversed();
}
