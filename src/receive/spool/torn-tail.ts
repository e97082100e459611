import { claimedRecordLength, RECORD_HEADER_BYTES } from './record-codec';
import type { Damage } from './segment-walker';
import type { ReadableFile } from './spool-files';

const SECTOR_BYTES = 512;
const ZEROS = Buffer.alloc(SECTOR_BYTES);

/**
 * Whether the bytes after the last valid record look like a group whose writing was cut off, by a kill or a power
 * cut, rather than like records that went bad later: the record is shorter than it says, or a whole sector of
 * it still holds the zeros of the preparation (the test that etcd's log uses). Such a group was never
 * acknowledged.
 */
export async function isTornTail(file: ReadableFile, segmentId: bigint, damage: Damage): Promise<boolean> {
  if (!damage.trailing) return false;
  const length = damage.to - damage.from;
  if (length < RECORD_HEADER_BYTES) return true;
  const bytes = Buffer.alloc(length);
  await file.read(bytes, damage.from);
  const claimed = claimedRecordLength(bytes, 0, segmentId);
  return (claimed !== undefined && claimed > length) || hasZeroSector(bytes, damage.from);
}

function hasZeroSector(bytes: Buffer, offsetInFile: number): boolean {
  let start = 0;
  while (start < bytes.length) {
    const boundary = SECTOR_BYTES - ((offsetInFile + start) % SECTOR_BYTES);
    const end = Math.min(start + boundary, bytes.length);
    if (bytes.subarray(start, end).equals(ZEROS.subarray(0, end - start))) return true;
    start = end;
  }
  return false;
}
