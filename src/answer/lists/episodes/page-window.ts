import type { TimeRange } from '../../measures/calendar/time-range';
import type { ListPage } from '../../measures/list-page';

/**
 * The part of a range that holds a page of what is listed by time.
 * @param counts ascending by time: how many there are from that time until the next
 * @returns the part, and where in it the page begins; `undefined` if it begins after the last one
 */
export function pageWindow(
  range: TimeRange,
  counts: readonly { readonly time: number; readonly count: number }[],
  edges: readonly number[],
  { limit, offset }: ListPage,
): { range: TimeRange; offset: number } | undefined {
  let before = 0;
  let from: number | undefined;
  let skipped = 0;
  for (const { time, count } of counts) {
    if (from === undefined && before + count > offset) {
      from = Math.max(range.from, time);
      skipped = before;
    }
    before += count;
    if (from !== undefined && before >= offset + limit) {
      const end = edges.find((edge) => edge > time) ?? range.to;
      return { range: { from, to: Math.min(range.to, end) }, offset: offset - skipped };
    }
  }
  return from === undefined ? undefined : { range: { from, to: range.to }, offset: offset - skipped };
}
