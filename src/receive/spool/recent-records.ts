import type { Segment } from './segment';
import { drainedName, segmentName } from './segment-names';
import type { DrainedSegment } from './segment-names';
import { SegmentWalker } from './segment-walker';
import type { SpoolDirectory } from './spool-directory';
import { isUnreadable } from './spool-error';
import type { SpoolRecord } from './spool-record';

/**
 * Gives every record received at or after `since` (milliseconds), drained or not, to the function, in the order
 * of receipt. Only segments that hold such a record are read.
 */
export async function replayRecentRecords(
  directory: SpoolDirectory,
  segments: readonly (Segment | DrainedSegment)[],
  since: number,
  give: (record: SpoolRecord) => void,
): Promise<void> {
  const recent = segments
    .filter(({ latestReceivedAt }) => latestReceivedAt >= since)
    .map((segment) =>
      'segmentId' in segment
        ? { id: segment.segmentId, name: drainedName(segment), end: segment.bytes }
        : { id: segment.id, name: segmentName(segment.id), end: segment.end },
    )
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  for (const { id, name, end } of recent) {
    try {
      await directory.withFile(name, (file) => replay(new SegmentWalker(file, id), end, since, give));
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      const facts = { err: error, file: name };
      directory.log.error(
        facts,
        'The disk cannot read a spool segment: its recent records are not remembered',
      );
    }
  }
}

async function replay(
  walker: SegmentWalker,
  end: number,
  since: number,
  give: (record: SpoolRecord) => void,
): Promise<void> {
  for (let step = await walker.next(end); step.kind !== 'end'; step = await walker.next(end)) {
    if (step.kind === 'record' && step.record.receivedAt >= since) give(step.record);
  }
}
