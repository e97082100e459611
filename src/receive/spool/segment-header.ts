import { crc32 } from 'node:zlib';
import { readUint53, writeUint53 } from './uint53';

/** A page of its own, so that no append ever rewrites the sector the header stands in. */
export const SEGMENT_HEADER_BYTES = 4096;

const MAGIC = Buffer.from('SZSPOOL1', 'latin1');
const FORMAT_VERSION = 1;
const AT = { version: 8, segmentId: 12, nextSequence: 20, checksum: 28, end: 32 } as const;

export interface SegmentHeader {
  readonly segmentId: bigint;
  /**
   * The first sequence number that was free when the segment was prepared. It keeps the numbers growing over
   * a restart, even when every record was drained and removed in the meantime and the clock was set back.
   */
  readonly nextSequence: number;
}

/** Writes the header at the beginning of `target`. */
export function encodeSegmentHeader(header: SegmentHeader, target: Buffer): void {
  target.set(MAGIC, 0);
  target.writeUInt32LE(FORMAT_VERSION, AT.version);
  target.writeBigUInt64LE(header.segmentId, AT.segmentId);
  writeUint53(target, header.nextSequence, AT.nextSequence);
  target.writeUInt32LE(crc32(target.subarray(0, AT.checksum)), AT.checksum);
}

/** The header in these bytes, or `undefined` if they are damaged, too few, or of a format unknown here. */
export function decodeSegmentHeader(source: Buffer): SegmentHeader | undefined {
  if (source.length < AT.end || !source.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (source.readUInt32LE(AT.checksum) !== crc32(source.subarray(0, AT.checksum))) return undefined;
  if (source.readUInt32LE(AT.version) !== FORMAT_VERSION) return undefined;
  return {
    segmentId: source.readBigUInt64LE(AT.segmentId),
    nextSequence: readUint53(source, AT.nextSequence),
  };
}
