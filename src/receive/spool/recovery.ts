import { findAbandonedTail } from './abandoned-tail';
import { takeInventory } from './inventory';
import type { Quarantine } from './quarantine';
import { Segment } from './segment';
import { SEGMENT_HEADER_BYTES } from './segment-header';
import { drainedName, segmentIdText, segmentName } from './segment-names';
import type { DrainedSegment } from './segment-names';
import { repairSegment } from './segment-repair';
import { scanSegment } from './segment-scan';
import type { SegmentScan } from './segment-scan';
import type { SpoolDirectory } from './spool-directory';
import { isUnreadable } from './spool-error';

/** What earlier processes left behind. */
export interface Recovered {
  /** Sealed segments with records, in the order of their ids. */
  readonly segments: readonly Segment[];
  readonly drained: readonly DrainedSegment[];
  /** Segments without a record: to be removed once a new one holds the next sequence number. */
  readonly empty: readonly string[];
  /** Segments the disk could not read. They stay as they are for the next start. */
  readonly unreadable: number;
  readonly highestSegmentId: bigint;
  /** Above every sequence number ever used. */
  readonly nextSequence: number;
}

/** More records than come in a millisecond: numbers that begin at the time, times this, are above all earlier ones. */
const NUMBERS_PER_MS = 1_024;

/** A segment with records, drained or not. */
interface Filled {
  readonly segmentId: bigint;
  readonly name: string;
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/**
 * Reads every segment that is not drained, one window at a time, repairs what a crash or the disk did to it, and
 * says where to go on.
 * @param now milliseconds since 1970
 */
export async function recover(
  directory: SpoolDirectory,
  quarantine: Quarantine,
  now: number,
): Promise<Recovered> {
  const { pending, drained } = await takeInventory(directory, quarantine);
  const scans = new Map<bigint, SegmentScan>();
  let unreadable = 0;
  for (const segmentId of pending) {
    try {
      const scan = await repairSegment(directory, quarantine, segmentId);
      if (scan !== undefined) scans.set(segmentId, scan);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      unreadable += 1;
      const facts = { err: error, segment: segmentIdText(segmentId) };
      directory.log.error(facts, 'The disk cannot read a spool segment: it stays aside until the next start');
    }
  }
  await cutAbandonedTails(directory, quarantine, drained, scans);

  const filled = [...scans].filter(([, { records }]) => records > 0);
  const floors = [
    ...[...scans.values()].map(({ header }) => header?.nextSequence ?? 0),
    ...[...scans.values(), ...drained].map(({ lastSequence }) => lastSequence + 1),
    // The highest numbers may stand in a segment that cannot be read now, or that was removed while no new one
    // could be prepared.
    now * NUMBERS_PER_MS,
  ];
  return {
    segments: filled.map(([segmentId, scan]) => pendingSegment(segmentId, scan)),
    drained,
    empty: [...scans].filter(([, { records }]) => records === 0).map(([id]) => segmentName(id)),
    unreadable,
    highestSegmentId: highest([...pending, ...drained.map(({ segmentId }) => segmentId)]),
    nextSequence: Math.max(...floors),
  };
}

async function cutAbandonedTails(
  directory: SpoolDirectory,
  quarantine: Quarantine,
  drained: readonly DrainedSegment[],
  scans: Map<bigint, SegmentScan>,
): Promise<void> {
  const filled: Filled[] = [
    ...drained.map((segment) => ({ ...segment, name: drainedName(segment) })),
    ...[...scans].map(([segmentId, scan]) => ({ ...scan, segmentId, name: segmentName(segmentId) })),
  ]
    .filter(({ records }) => records > 0)
    .sort((one, other) => (one.segmentId < other.segmentId ? -1 : 1));
  for (const [index, older] of filled.entries()) {
    const newer = filled[index + 1];
    if (newer === undefined || !scans.has(older.segmentId) || older.lastSequence < newer.firstSequence)
      continue;
    try {
      scans.set(older.segmentId, await cutAbandonedTail(directory, quarantine, older, newer));
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      const facts = { err: error, segment: segmentIdText(older.segmentId) };
      directory.log.error(facts, 'The disk cannot read a spool segment: records may come twice');
    }
  }
}

function cutAbandonedTail(
  directory: SpoolDirectory,
  quarantine: Quarantine,
  older: Filled,
  newer: Filled,
): Promise<SegmentScan> {
  return directory.withFile(older.name, async (file) => {
    const tail = await directory.withFile(newer.name, (newerFile) =>
      findAbandonedTail(
        { file, segmentId: older.segmentId },
        { file: newerFile, segmentId: newer.segmentId },
      ),
    );
    if (tail !== undefined) {
      const { offset, isCopied } = tail;
      const facts = { segment: segmentIdText(older.segmentId), offset };
      directory.log.info(facts, 'Records of a failed write that stand in the next segment too are cut off');
      if (!isCopied) await quarantine.keepTornTail(file, older.segmentId, offset, await file.size());
      await file.truncate(offset);
      await file.sync();
    }
    return scanSegment(file, older.segmentId);
  });
}

function pendingSegment(segmentId: bigint, scan: SegmentScan): Segment {
  const segment = new Segment(segmentId, false);
  segment.sealed = true;
  segment.add({ ...scan, bytes: scan.end - SEGMENT_HEADER_BYTES });
  for (const { from } of scan.damages) segment.knownDamages.add(from);
  return segment;
}

function highest(ids: readonly bigint[]): bigint {
  return ids.reduce((one, other) => (one > other ? one : other), 0n);
}
