import type { Segment } from './segment';
import type { SegmentBatch } from './segment-parts';
import { segmentName } from './segment-names';
import { SegmentWalker } from './segment-walker';
import type { SpoolDirectory } from './spool-directory';
import { isMissing } from './spool-error';
import type { SpoolRecord } from './spool-record';

/** Walks begin without knowledge of the records before. */
const NO_SEQUENCE = -1;

/**
 * A look at the records that wait: those of batches which the consumer has and, from the disk, those that it has not
 * read. What it acknowledges meanwhile may be among them or not. Changes nothing for the consumer.
 * @throws the system's error when a segment cannot be read
 */
export async function waitingRecords(
  directory: SpoolDirectory,
  segments: readonly Segment[],
  given: readonly SegmentBatch[],
): Promise<SpoolRecord[]> {
  const found = given.flatMap(({ records }) => records);
  // Taken before anything is waited for: what is read meanwhile is still looked at.
  const unread = segments
    .filter(({ hasUnread }) => hasUnread)
    .map(({ id, readTo, end }) => ({ id, readTo, end }));
  for (const { id, readTo, end } of unread) {
    try {
      await directory.withFile(segmentName(id), async (file) => {
        const walker = new SegmentWalker(file, id);
        walker.moveTo(readTo, NO_SEQUENCE);
        for (let step = await walker.next(end); step.kind !== 'end'; step = await walker.next(end)) {
          if (step.kind === 'record') found.push(step.record);
        }
      });
    } catch (error) {
      // It was drained meanwhile.
      if (!isMissing(error)) throw error;
    }
  }
  return found;
}
