import { SegmentWalker } from './segment-walker';
import type { WalkStep } from './segment-walker';
import type { SpoolFile } from './spool-files';
import type { SpoolRecord } from './spool-record';

/** An open segment. */
export interface SegmentToCompare {
  readonly file: SpoolFile;
  readonly segmentId: bigint;
}

/**
 * Finds the records at the end of a segment that were written again to the segment after it. That is what stays
 * behind when a sync failed, the group went to the spare, and the abandoned segment could not even be cut.
 * Records count as the same only if everything in them is; sequence numbers alone could have begun anew.
 * @returns the offset where they begin, or `undefined` if there are none.
 */
export async function findAbandonedTail(
  older: SegmentToCompare,
  newer: SegmentToCompare,
): Promise<number | undefined> {
  const nextOfOlder = recordsOf(older, await older.file.size());
  const nextOfNewer = recordsOf(newer, await newer.file.size());
  let copy = await nextOfNewer();
  let original = await nextOfOlder();
  while (copy && original && original.record.sequence < copy.record.sequence) original = await nextOfOlder();
  const offset = original?.offset;
  while (original) {
    if (!copy || !isSame(original.record, copy.record)) return undefined;
    original = await nextOfOlder();
    copy = await nextOfNewer();
  }
  return offset;
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
    one.body.equals(other.body)
  );
}
