import type { TimeRange } from '../calendar/time-range';

const GRAINS_MS = [15 * 60_000, 3_600_000, 86_400_000];
const MOST_BUCKETS = 3_000;
/** Nothing that is stored has a time before 1970 or from here on. */
const LATEST_MS = Date.UTC(2106, 0, 1);

/** Edges of even buckets around a range: as fine as roll-ups have them, and not too many. */
export function evenEdges(range: TimeRange): number[] {
  const [from, to] = [range.from, range.to].map(storable) as [number, number];
  const grain = GRAINS_MS.find((one) => (to - from) / one <= MOST_BUCKETS) ?? 86_400_000;
  const first = Math.floor(from / grain) * grain;
  return Array.from({ length: Math.ceil((to - first) / grain) + 1 }, (_, index) => first + index * grain);
}

function storable(time: number): number {
  return Math.min(Math.max(0, time), LATEST_MS);
}
