import { SegmentWalker } from './segment-walker';
import type { Damage } from './segment-walker';
import type { ReadableFile } from './spool-files';
import type { SpoolRecord } from './spool-record';

/** Records of one segment, in order. Their numbers follow each other, unless something in between is damaged. */
export interface SegmentBatch {
  readonly segmentId: bigint;
  readonly firstSequence: number;
  readonly lastSequence: number;
  /** At least one. */
  readonly records: readonly SpoolRecord[];
  /** What the records take on disk. */
  readonly bytes: number;
}

/** How much of a segment comes at a time. */
export interface PartLimits {
  readonly maxRecords: number;
  /** On disk. One record that is larger comes alone. */
  readonly maxBytes: number;
}

/** What a segment holds, piece by piece: records, or bytes that are none. */
export type SegmentPart =
  | { readonly kind: 'records'; readonly batch: SegmentBatch }
  | { readonly kind: 'damage'; readonly damage: Damage };

/**
 * Reads a segment's file from its beginning to its end, and changes nothing. Zeros at the end count as the end:
 * whoever knows how many records there were can tell whether some are missing.
 * @throws the system's error when the file cannot be read
 */
export async function* segmentParts(
  file: ReadableFile,
  segmentId: bigint,
  { maxRecords, maxBytes }: PartLimits,
): AsyncGenerator<SegmentPart> {
  const size = await file.size();
  const walker = new SegmentWalker(file, segmentId);
  let records: SpoolRecord[] = [];
  let bytes = 0;
  for (let step = await walker.next(size); step.kind !== 'end'; step = await walker.next(size)) {
    const isLast = step.kind === 'damage' || records.length >= maxRecords || bytes + step.length > maxBytes;
    if (isLast && records.length > 0) {
      yield { kind: 'records', batch: batchOf(segmentId, records, bytes) };
      [records, bytes] = [[], 0];
    }
    if (step.kind === 'damage') {
      const { from, to, trailing } = step;
      yield { kind: 'damage', damage: { from, to, trailing } };
    } else {
      records.push(step.record);
      bytes += step.length;
    }
  }
  if (records.length > 0) yield { kind: 'records', batch: batchOf(segmentId, records, bytes) };
}

function batchOf(segmentId: bigint, records: readonly SpoolRecord[], bytes: number): SegmentBatch {
  const firstSequence = records[0]?.sequence ?? 0;
  const lastSequence = records.at(-1)?.sequence ?? 0;
  return { segmentId, firstSequence, lastSequence, records, bytes };
}
