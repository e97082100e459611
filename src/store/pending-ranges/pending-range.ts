/** A range of deliveries within one spool segment that is in ClickHouse and not yet in the facts. */
export interface PendingRange {
  /** The id of this listing: the same range may be listed again, as another one. */
  readonly listing: string;
  readonly segmentId: bigint;
  readonly firstSequence: bigint;
  readonly lastSequence: bigint;
  readonly deliveries: number;
}

/** Neighbouring ranges that are computed in one go. */
export interface RangeGroup {
  readonly segmentId: bigint;
  readonly firstSequence: bigint;
  readonly lastSequence: bigint;
  readonly deliveries: number;
  readonly ranges: readonly PendingRange[];
}

/**
 * Puts neighbours of one segment together, up to a number of deliveries.
 * @param ranges in order of segment and sequence
 */
export function groupNeighbours(ranges: readonly PendingRange[], maxDeliveries: number): RangeGroup[] {
  const groups: RangeGroup[] = [];
  for (const range of ranges) {
    const group = groups.at(-1);
    if (group?.segmentId === range.segmentId && group.deliveries + range.deliveries <= maxDeliveries) {
      groups[groups.length - 1] = joined(group, range);
    } else {
      const { segmentId, firstSequence, lastSequence, deliveries } = range;
      groups.push({ segmentId, firstSequence, lastSequence, deliveries, ranges: [range] });
    }
  }
  return groups;
}

function joined(group: RangeGroup, range: PendingRange): RangeGroup {
  const { segmentId, firstSequence } = group;
  const lastSequence = range.lastSequence > group.lastSequence ? range.lastSequence : group.lastSequence;
  const deliveries = group.deliveries + range.deliveries;
  return { segmentId, firstSequence, lastSequence, deliveries, ranges: [...group.ranges, range] };
}
