import type { TimeRange } from '../calendar/time-range';

/** A grain that divides every bucket of every zone: the finest roll-ups are kept at it. */
export const QUARTER_MS = 15 * 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** Of more spans of days or hours than these the conditions cost more than the coarser buckets save. */
const MAX_SPANS = 150;

/** Where the parts of a range come from. All ranges lie within it, and none overlap. */
export interface TimeParts {
  /** Whole days of UTC, each within one bucket: from the roll-ups by day. */
  readonly days: readonly TimeRange[];
  /** Whole hours, each within one bucket: from the roll-ups by hour. */
  readonly hours: readonly TimeRange[];
  /** Whole quarters of an hour: from the roll-ups by quarter. */
  readonly quarters: readonly TimeRange[];
  /** What is left at both ends, and quarters in which a bucket begins, as in zones of long ago: from the facts. */
  readonly rest: readonly TimeRange[];
}

/** @param edges the buckets' starts and the end of the last; those outside the range do not matter */
export function timePartsOf({ from, to }: TimeRange, edges: readonly number[]): TimeParts {
  const inner = edges.filter((edge) => edge > from && edge < to);
  let rest: readonly TimeRange[] = [{ from, to }];
  const take = (grain: number, maxSpans: number): TimeRange[] => {
    const found = wholeSpans(rest, inner, grain);
    const whole = found.length > maxSpans ? [] : found;
    rest = rest.flatMap((range) => without(range, whole.filter(isWithin(range))));
    return whole;
  };
  const days = take(DAY_MS, MAX_SPANS);
  const hours = take(HOUR_MS, MAX_SPANS);
  // What is left is read from the facts, which are far more rows.
  const quarters = take(QUARTER_MS, Infinity);
  return { days, hours, quarters, rest };
}

/** What ranges have of whole grains that no edge divides, ascending. */
function wholeSpans(ranges: readonly TimeRange[], inner: readonly number[], grain: number): TimeRange[] {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of ranges) {
    const bounds = [from, ...inner.filter((edge) => edge > from && edge < to), to];
    bounds.slice(1).forEach((end, index) => {
      const first = ceilTo(bounds[index] ?? end, grain);
      const last = floorTo(end, grain);
      if (first >= last) return;
      const before = spans.at(-1);
      if (before?.to === first) before.to = last;
      else spans.push({ from: first, to: last });
    });
  }
  return spans;
}

function isWithin({ from, to }: TimeRange): (range: TimeRange) => boolean {
  return (range) => range.from >= from && range.to <= to;
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
