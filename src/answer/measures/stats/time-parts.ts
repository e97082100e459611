import { GRAINS } from '../../../compute/rollups/grains';
import type { TimeRange } from '../calendar/time-range';

/** A grain that divides every bucket of every zone: the finest roll-ups are kept at it. */
export const QUARTER_MS = 15 * 60_000;
export const DAY_MS = 86_400_000;
/** The lengths of roll-ups, the longest first. */
const LENGTHS_MS = GRAINS.map((seconds) => seconds * 1000).toReversed();
/** Of more spans of a length than these the conditions cost more than the longer buckets save. */
const MAX_SPANS = 150;

/** Days of UTC that roll-ups hold: the start of each, in milliseconds. */
export type DaysThere = Pick<ReadonlySet<number>, 'has'>;

/** Whole buckets of one length. */
export interface WholeBuckets {
  /** In milliseconds. */
  readonly length: number;
  /** At least one, ascending; each begins and ends with a bucket, none of which lies in two of the asked buckets. */
  readonly ranges: readonly TimeRange[];
}

/** Where the parts of a range come from. All ranges lie within it, and none overlap. */
export interface TimeParts {
  /** From the roll-ups of these lengths, the longest first. */
  readonly rollUps: readonly WholeBuckets[];
  /** What is left at both ends, and quarters in which a bucket begins, as in zones of long ago: from the facts. */
  readonly rest: readonly TimeRange[];
}

/** @param edges the buckets' starts and the end of the last; those outside the range do not matter */
export function timePartsOf({ from, to }: TimeRange, edges: readonly number[]): TimeParts {
  const inner = edges.filter((edge) => edge > from && edge < to);
  let rest: readonly TimeRange[] = [{ from, to }];
  const rollUps: WholeBuckets[] = [];
  for (const length of LENGTHS_MS) {
    const ranges = wholeSpans(rest, inner, length);
    // What is left in the end is read from the facts, which are far more rows.
    if (ranges.length === 0 || (ranges.length > MAX_SPANS && length !== QUARTER_MS)) continue;
    rollUps.push({ length, ranges });
    rest = rest.flatMap((range) => without(range, ranges.filter(isWithin(range))));
  }
  return { rollUps, rest };
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

/**
 * The same of sums that hold some whole days and nothing else: what is shorter is read from the facts as well.
 */
export function dayPartsOf({ from, to }: TimeRange, edges: readonly number[], there: DaysThere): TimeParts {
  const inner = edges.filter((edge) => edge > from && edge < to);
  const days: { from: number; to: number }[] = [];
  for (const span of wholeSpans([{ from, to }], inner, DAY_MS)) {
    for (let day = span.from; day < span.to; day += DAY_MS) {
      if (!there.has(day)) continue;
      const before = days.at(-1);
      if (before?.to === day) before.to = day + DAY_MS;
      else days.push({ from: day, to: day + DAY_MS });
    }
  }
  return {
    rollUps: days.length === 0 ? [] : [{ length: DAY_MS, ranges: days }],
    rest: days.length === 0 ? [{ from, to }] : without({ from, to }, days),
  };
}
