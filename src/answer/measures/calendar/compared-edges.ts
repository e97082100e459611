import { calendarShift } from './calendar-shift';
import type { ComparisonRequest } from './calendar-shift';
import { requireRange } from './time-range';
import type { TimeRange } from './time-range';

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

/**
 * A range up to a moment in it, and as much of the one that it is compared with: on Thursday at ten, this week up to
 * Thursday at ten beside last week up to Thursday at ten. Both whole where the moment leaves nothing of one of them.
 * @throws InvalidRange unless `from < to`.
 */
export function comparedSoFar(
  request: ComparisonRequest,
  until: number,
): { readonly current: TimeRange; readonly previous: TimeRange } {
  const { from, to } = request;
  const previous = comparedRange(request);
  if (until > from && until < to) {
    const [, end = previous.from] = comparedEdges(request, [from, until, to]);
    if (end > previous.from)
      return { current: { from, to: until }, previous: { from: previous.from, to: end } };
  }
  return { current: { from, to }, previous };
}

/** Local time goes back when the clock is set back; an edge never lies after the next one. */
function ascending(edges: readonly number[]): number[] {
  let next = Infinity;
  return edges
    .toReversed()
    .map((edge) => (next = Math.min(edge, next)))
    .toReversed();
}

/**
 * The range that a range is compared with, in the calendar of its zone (docs/metrics.md, "Buckets").
 *
 * PREVIOUS_PERIOD is the range of the same calendar length that ends where this one starts. From the start of a
 * month to the start of a month it has as many whole months; from the start of a day to the start of a day as
 * many local days, whatever their hours; else as many local days and then as many hours, minutes and
 * milliseconds. PREVIOUS_YEAR has the same dates and times one year before; for a 29 February that year
 * lacks, a range that starts on it starts on the 28th, and one that ends on it ends with the 28th. `daysBefore` has
 * the same times so many local days before, such as 364 for the same weekdays of the year before.
 * @throws InvalidRange unless `from < to`.
 */
export function comparedRange(request: ComparisonRequest): TimeRange {
  requireRange(request);
  const { from, to, compare, daysBefore } = request;
  const shift = calendarShift(request);
  const adjoins = compare === 'PREVIOUS_PERIOD' && daysBefore === undefined;
  return { from: shift(from), to: adjoins ? from : shift(to) };
}
