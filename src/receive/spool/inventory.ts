import type { Quarantine } from './quarantine';
import { drainedName, isUnfinishedName, parseDrainedName, parseSegmentName } from './segment-names';
import type { DrainedSegment } from './segment-names';
import type { SpoolDirectory } from './spool-directory';

/** What a start finds in the spool's directory, each list in the order of the segments' ids. */
export interface Inventory {
  /** Segments that are not drained. */
  readonly pending: readonly bigint[];
  readonly drained: readonly DrainedSegment[];
}

/**
 * Lists the segments. Removes those that were never prepared or rewritten to the end, and sets aside a second file of
 * the same segment, which only a hand can have made.
 */
export async function takeInventory(directory: SpoolDirectory, quarantine: Quarantine): Promise<Inventory> {
  const names = (await directory.files.list(directory.path)).sort();
  for (const name of names.filter(isUnfinishedName)) await directory.remove(name);

  const pending = names.map(parseSegmentName).filter((id) => id !== undefined);
  const seen = new Set(pending);
  const drained: DrainedSegment[] = [];
  for (const name of names) {
    const facts = parseDrainedName(name);
    if (facts === undefined) continue;
    if (seen.has(facts.segmentId)) {
      await quarantine.keepFile(name, 'another file of the same segment is there');
      continue;
    }
    seen.add(facts.segmentId);
    const bytes = await directory.withFile(drainedName(facts), (file) => file.size());
    drained.push({ ...facts, bytes });
  }
  return { pending, drained };
}
