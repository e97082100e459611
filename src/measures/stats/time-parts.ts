import type { TimeRange } from '../calendar/time-range';

/** A grain that divides every bucket of every zone: the finest roll-ups are kept at it. */
export const QUARTER_MS = 15 * 60_000;
export const DAY_MS = 86_400_000;
/** More conditions than these cost more than the days save. */
const MOST_SPANS = 150;

/** Where the parts of a range come from. All ranges lie within it, and none overlap. */
export interface TimeParts {
  /** Whole days of UTC, each within one bucket: from the roll-ups by day. */
  readonly days: readonly TimeRange[];
  /** Whole quarters of an hour: from the roll-ups by quarter. */
  readonly quarters: readonly TimeRange[];
  /** What is left at both ends: from the samples. */
  readonly rest: readonly TimeRange[];
}

/** @param edges the buckets' starts and the end of the last; those outside the range do not matter */
export function timePartsOf({ from, to }: TimeRange, edges: readonly number[]): TimeParts {
  const inner = edges.filter((edge) => edge > from && edge < to);
  const whole = { from: ceilTo(from, QUARTER_MS), to: floorTo(to, QUARTER_MS) };
  // In zones of long ago a bucket may begin within a quarter.
  const isAligned = inner.every((edge) => edge % QUARTER_MS === 0);
  if (whole.from >= whole.to || !isAligned) return { days: [], quarters: [], rest: [{ from, to }] };
  const days = wholeDays(whole, inner);
  return { days, quarters: without(whole, days), rest: without({ from, to }, [whole]) };
}

function wholeDays({ from, to }: TimeRange, inner: readonly number[]): TimeRange[] {
  const bounds = [from, ...inner.filter((edge) => edge > from && edge < to), to];
  const spans: { from: number; to: number }[] = [];
  bounds.slice(1).forEach((end, index) => {
    const first = ceilTo(bounds[index] ?? end, DAY_MS);
    const last = floorTo(end, DAY_MS);
    if (first >= last) return;
    const before = spans.at(-1);
    if (before?.to === first) before.to = last;
    else spans.push({ from: first, to: last });
  });
  return spans.length > MOST_SPANS ? [] : spans;
}

/** What is left of a range without some ranges within it, ascending. */
function without({ from, to }: TimeRange, holes: readonly TimeRange[]): TimeRange[] {
  const starts = [from, ...holes.map((hole) => hole.to)];
  const ends = [...holes.map((hole) => hole.from), to];
  return starts
    .map((start, index) => ({ from: start, to: ends[index] ?? start }))
    .filter((range) => range.from < range.to);
}

function floorTo(time: number, grain: number): number {
  return Math.floor(time / grain) * grain;
}

function ceilTo(time: number, grain: number): number {
  return Math.ceil(time / grain) * grain;
}
