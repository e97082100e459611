import type { Bounds } from '../../../platform/access/caller';
import { outsideOf } from '../../../platform/access/forbidden';
import type { SharedView } from '../../../platform/access/shared-view';
import type { Comparison, ComparisonRequest } from '../calendar/calendar-shift';
import { comparedRange } from '../calendar/compared-edges';
import { presetRange } from '../calendar/preset-range';
import { requireZone } from '../calendar/require-zone';
import type { TimeRange } from '../calendar/time-range';

/** Whoever looks goes by another clock: around midnight "today" is another day to him. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** What a question reads. */
export interface RangeAsked extends TimeRange {
  readonly zone: string;
  readonly compare: Comparison | 'NONE';
  readonly daysBefore?: number | undefined;
}

/** The range that a view shows at a moment. @throws InvalidZone */
export function rangeOfView({ range, zone }: SharedView, now: number): TimeRange {
  return 'preset' in range ? presetRange(range.preset, now, zone) : range;
}

/**
 * @throws Forbidden for a range, or one that it is compared with, that the view of the bounds does not show;
 * InvalidZone and InvalidRange where it is none
 */
export function requireWithin(asked: RangeAsked, bounds: Bounds, now = Date.now()): void {
  const { view } = bounds;
  if (view === undefined) return;
  const open = rangesOpen(view, now);
  const read = [
    asked,
    ...(asked.compare === 'NONE' ? [] : [compared(asked, { ...asked, compare: asked.compare })]),
  ];
  const beyond = read.find(({ from, to }) => !open.some((one) => from >= one.from && to <= one.to));
  if (beyond === undefined) return;
  throw outsideOf(
    bounds,
    `the range ${textOf(beyond)}, of which only ${open.map(textOf).join(', or ')} is shown,`,
  );
}

/** @throws Forbidden unless the view of the bounds shows this very moment */
export function requireNow(what: string, bounds: Bounds, now = Date.now()): void {
  const { view } = bounds;
  if (view === undefined) return;
  const { from, to } = rangeOfView(view, now);
  if (now < from || now >= to) throw outsideOf(bounds, `${what}, which is of this moment,`);
}

function rangesOpen(view: SharedView, now: number): readonly TimeRange[] {
  const moments = 'preset' in view.range ? [now, now - CLOCK_TOLERANCE_MS, now + CLOCK_TOLERANCE_MS] : [now];
  const ranges = moments.flatMap((moment) => withCompared(rangeOfView(view, moment), view));
  return ranges.filter(
    ({ from, to }, index) => ranges.findIndex((one) => one.from === from && one.to === to) === index,
  );
}

/** Two that adjoin are one: a part of the range can be compared with what lies in both. */
function withCompared(range: TimeRange, { compare, daysBefore, zone }: SharedView): readonly TimeRange[] {
  if (compare === 'NONE') return [range];
  const before = compared(range, { compare, daysBefore, zone });
  return before.to === range.from ? [{ from: before.from, to: range.to }] : [range, before];
}

function compared(
  { from, to }: TimeRange,
  { compare, daysBefore, zone }: Omit<ComparisonRequest, 'from' | 'to'>,
): TimeRange {
  return comparedRange({ from, to, compare, daysBefore, zone: requireZone(zone) });
}

function textOf({ from, to }: TimeRange): string {
  return [from, to].map((instant) => new Date(instant).toISOString()).join(' to ');
}
