import { clampToStorable } from '../measures/calendar/clamp-to-storable';
import type { TimeRange } from '../measures/calendar/time-range';

const DAY_MS = 86_400_000;
/** A finer grain leads to fewer rows; the more buckets, the longer it takes to count them. */
const GRAINS = [
  { ms: 15 * 60_000, maxBuckets: 1_000 },
  { ms: 3_600_000, maxBuckets: 3_000 },
];

/** Edges of even buckets around a range: as fine as roll-ups have them, and not too many. */
export function evenEdges(range: TimeRange): number[] {
  const [from, to] = [range.from, range.to].map(clampToStorable) as [number, number];
  const grain = GRAINS.find(({ ms, maxBuckets }) => (to - from) / ms <= maxBuckets)?.ms ?? DAY_MS;
  const first = Math.floor(from / grain) * grain;
  return Array.from({ length: Math.ceil((to - first) / grain) + 1 }, (_, index) => first + index * grain);
}
