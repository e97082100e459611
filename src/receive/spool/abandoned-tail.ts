import { SegmentWalker } from './segment-walker';
import type { WalkStep } from './segment-walker';
import type { SpoolFile } from './spool-files';
import type { SpoolRecord } from './spool-record';

/** An open segment. */
export interface SegmentToCompare {
  readonly file: SpoolFile;
  readonly segmentId: bigint;
}

export interface AbandonedTail {
  /** Where it begins in the older segment. */
  readonly offset: number;
  /** Every record of it stands in the newer segment, too. */
  readonly isCopied: boolean;
}

/**
 * Finds the records at the end of a segment that were written again to the segment after it. That is what stays
 * behind when a sync failed, the group went to the spare, and the abandoned segment could not even be cut. Either
 * copy may have holes: the disk failed, and then the power did. The group is the last thing in the older segment,
 * and was confirmed only if the newer one held all of it, so all that comes after the first copied record may go.
 * Records count as the same only if everything in them is; sequence numbers alone could have begun again.
 * @returns `undefined` if there are none.
 */
export async function findAbandonedTail(
  older: SegmentToCompare,
  newer: SegmentToCompare,
): Promise<AbandonedTail | undefined> {
  const nextOfOlder = recordsOf(older, await older.file.size());
  const nextOfNewer = recordsOf(newer, await newer.file.size());
  let copy = await nextOfNewer();
  let offset: number | undefined;
  let isCopied = true;
  for (let original = await nextOfOlder(); original; original = await nextOfOlder()) {
    while (copy && copy.record.sequence < original.record.sequence) copy = await nextOfNewer();
    const isSameRecord = copy !== undefined && isSame(original.record, copy.record);
    if (isSameRecord) offset ??= original.offset;
    else if (offset !== undefined) isCopied = false;
  }
  return offset === undefined ? undefined : { offset, isCopied };
}

type RecordStep = Extract<WalkStep, { kind: 'record' }>;

function recordsOf(
  { file, segmentId }: SegmentToCompare,
  size: number,
): () => Promise<RecordStep | undefined> {
  const walker = new SegmentWalker(file, segmentId);
  return async () => {
    let step = await walker.next(size);
    while (step.kind === 'damage') step = await walker.next(size);
    return step.kind === 'record' ? step : undefined;
  };
}

function isSame(one: SpoolRecord, other: SpoolRecord): boolean {
  return (
    one.sequence === other.sequence &&
    one.receivedAt === other.receivedAt &&
    one.occurrence === other.occurrence &&
    one.account === other.account &&
    // A drained one may have been erased since, and its copy not.
    (one.isErased === true || other.isErased === true || one.body.equals(other.body))
  );
}
