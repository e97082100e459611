import type { Quarantine } from './quarantine';
import { SEGMENT_HEADER_BYTES } from './segment-header';
import { segmentIdText, segmentName } from './segment-names';
import { scanSegment } from './segment-scan';
import type { SegmentScan } from './segment-scan';
import type { SpoolDirectory } from './spool-directory';
import type { SpoolFile } from './spool-files';
import { isTornTail } from './torn-tail';

/**
 * Makes a segment that an earlier process left behind fit to be read: syncs it (what survived a kill may be in
 * memory only), cuts a torn tail and the zeros of the preparation, and copies damage to quarantine.
 * @returns `undefined` when the whole file was set aside.
 * @throws the system's error
 */
export async function repairSegment(
  directory: SpoolDirectory,
  quarantine: Quarantine,
  segmentId: bigint,
): Promise<SegmentScan | undefined> {
  const name = segmentName(segmentId);
  const scan = await directory.withFile(name, async (file) => {
    await file.sync();
    const found = await scanSegment(file, segmentId);
    if (reasonToSetAside(found, segmentId) === undefined) await repair(file, segmentId, found, quarantine);
    return found;
  });
  const reason = reasonToSetAside(scan, segmentId);
  if (reason === undefined) return scan;
  await quarantine.keepFile(name, reason);
  return undefined;
}

function reasonToSetAside({ header, records }: SegmentScan, segmentId: bigint): string | undefined {
  if (header !== undefined && header.segmentId !== segmentId) {
    return `its header names the segment ${segmentIdText(header.segmentId)}`;
  }
  return header === undefined && records === 0 ? 'neither its header nor a record can be read' : undefined;
}

async function repair(
  file: SpoolFile,
  segmentId: bigint,
  scan: SegmentScan,
  quarantine: Quarantine,
): Promise<void> {
  let everythingKept = true;
  if (scan.header === undefined) await quarantine.keepDamage(file, segmentId, 0, SEGMENT_HEADER_BYTES);
  for (const damage of scan.damages) {
    const torn = await isTornTail(file, segmentId, damage);
    const kept = torn
      ? await quarantine.keepTornTail(file, segmentId, damage.from, damage.to)
      : await quarantine.keepDamage(file, segmentId, damage.from, damage.to);
    everythingKept &&= kept;
  }
  if (scan.size > scan.end && everythingKept) {
    await file.truncate(scan.end);
    await file.sync();
  }
}
