/** A range of deliveries within one spool segment that is in ClickHouse and not yet in the facts. */
export interface PendingRange {
  /** The id of this listing: the same range may be listed again, as another one. */
  readonly listing: string;
  readonly segmentId: bigint;
  readonly firstSequence: bigint;
  readonly lastSequence: bigint;
  readonly deliveries: number;
}

/** Deliveries of one segment, `first <= sequence <= last`. */
export type SegmentSpan = Pick<PendingRange, 'segmentId' | 'firstSequence' | 'lastSequence'>;

/** Ranges that are computed in one go: it costs about the same however many receivers they came from. */
export interface RangeGroup {
  /** What the ranges cover: one of each segment. */
  readonly spans: readonly SegmentSpan[];
  readonly deliveries: number;
  readonly ranges: readonly PendingRange[];
}

/**
 * Puts ranges together, up to a number of deliveries, and those of one segment up to each other.
 * @param ranges in order of segment and sequence
 */
export function groupRanges(ranges: readonly PendingRange[], maxDeliveries: number): RangeGroup[] {
  const groups: RangeGroup[] = [];
  for (const range of ranges) {
    const group = groups.at(-1);
    if (group !== undefined && group.deliveries + range.deliveries <= maxDeliveries) {
      groups[groups.length - 1] = joined(group, range);
    } else {
      groups.push({ spans: [spanOf(range)], deliveries: range.deliveries, ranges: [range] });
    }
  }
  return groups;
}

function joined(group: RangeGroup, range: PendingRange): RangeGroup {
  const deliveries = group.deliveries + range.deliveries;
  const ranges = [...group.ranges, range];
  const last = group.spans.at(-1);
  if (last?.segmentId !== range.segmentId)
    return { spans: [...group.spans, spanOf(range)], deliveries, ranges };
  const lastSequence = range.lastSequence > last.lastSequence ? range.lastSequence : last.lastSequence;
  return { spans: [...group.spans.slice(0, -1), { ...last, lastSequence }], deliveries, ranges };
}

function spanOf({ segmentId, firstSequence, lastSequence }: PendingRange): SegmentSpan {
  return { segmentId, firstSequence, lastSequence };
}
