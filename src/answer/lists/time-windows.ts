import type { TimeRange } from '../measures/calendar/time-range';

/** How many there are from a time until the next one. */
export interface CountFrom {
  readonly time: number;
  readonly count: number;
}

/** So that the first rows are there at once. */
const FIRST_ROWS = 2_000;
/** What ClickHouse sorts and joins in one go. */
const MAX_ROWS = 64_000;
const GROWTH = 4;

/**
 * Cuts a range into parts, one after the other and without a gap, that hold no more than some thousands each: a long
 * list is read part by part, so that neither its first rows nor the memory depend on its length. A part may hold
 * more where so many have one time, or `counts` is behind.
 * @param counts ascending by time
 */
export function timeWindows({ from, to }: TimeRange, counts: readonly CountFrom[]): TimeRange[] {
  const cuts: number[] = [];
  let most = FIRST_ROWS;
  let rows = 0;
  for (const { time, count } of counts) {
    if (rows > 0 && rows + count > most && time > from && time < to) {
      cuts.push(time);
      most = Math.min(most * GROWTH, MAX_ROWS);
      rows = 0;
    }
    rows += count;
  }
  return [from, ...cuts].map((start, index) => ({ from: start, to: cuts[index] ?? to }));
}
