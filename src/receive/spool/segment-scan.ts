import { decodeSegmentHeader, SEGMENT_HEADER_BYTES } from './segment-header';
import type { SegmentHeader } from './segment-header';
import { SegmentWalker } from './segment-walker';
import type { Damage } from './segment-walker';
import type { ReadableFile } from './spool-files';

/** What a walk through a whole segment found. */
export interface SegmentScan {
  /** `undefined`: damaged. */
  readonly header: SegmentHeader | undefined;
  readonly size: number;
  /** Where the last valid record ends. */
  readonly end: number;
  readonly records: number;
  /** Numbers and times are 0 in a segment without records. */
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly firstReceivedAt: number;
  readonly latestReceivedAt: number;
  readonly damages: readonly Damage[];
}

/** Reads a segment from its beginning to its end, one window at a time, and changes nothing. */
export async function scanSegment(file: ReadableFile, segmentId: bigint): Promise<SegmentScan> {
  const size = await file.size();
  const headerBytes = Buffer.alloc(Math.min(size, SEGMENT_HEADER_BYTES));
  await file.read(headerBytes, 0);
  const damages: Damage[] = [];
  const walker = new SegmentWalker(file, segmentId);
  let [end, records, firstSequence, lastSequence] = [SEGMENT_HEADER_BYTES, 0, 0, 0];
  let [firstReceivedAt, latestReceivedAt] = [0, 0];
  for (let step = await walker.next(size); step.kind !== 'end'; step = await walker.next(size)) {
    if (step.kind === 'damage') {
      damages.push({ from: step.from, to: step.to, trailing: step.trailing });
      continue;
    }
    const { sequence, receivedAt } = step.record;
    if (records === 0) [firstSequence, firstReceivedAt] = [sequence, receivedAt];
    records += 1;
    lastSequence = sequence;
    latestReceivedAt = Math.max(latestReceivedAt, receivedAt);
    end = step.offset + step.length;
  }
  const header = decodeSegmentHeader(headerBytes);
  const span = { firstSequence, lastSequence, firstReceivedAt, latestReceivedAt };
  return { header, size, end, records, ...span, damages };
}
