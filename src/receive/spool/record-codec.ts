import { crc32 } from 'node:zlib';
import type { RecordIdentity, SpoolEntry, SpoolRecord } from './spool-record';
import { readUint53, writeUint53 } from './uint53';

/** The first four bytes of every record. */
export const RECORD_MAGIC = Buffer.from('SZr1', 'latin1');
const MAGIC_NUMBER = RECORD_MAGIC.readUInt32LE(0);

/**
 * A record's layout, little-endian: magic (4), length of the body (4), checksum of all that follows (4), segment
 * id (8), sequence (8), receipt time in ms (8), occurrence (8), flags (2; 1: the body was erased), length of the
 * account (2), account in UTF-8, body.
 *
 * The checksum is CRC-32 (not CRC-32C) because Node has it built in at native speed; for finding torn and
 * rotten records both have the same power.
 */
const AT = {
  bodyLength: 4,
  checksum: 8,
  segmentId: 12,
  sequence: 20,
  receivedAt: 28,
  occurrence: 36,
  flags: 44,
  accountLength: 46,
  account: 48,
} as const;

export const RECORD_HEADER_BYTES = AT.account;
const ERASED = 1;
const ERASED_RECORD = { isErased: true };
const NOTHING = {};
const MAX_ACCOUNT_BYTES = 0xffff;
const MAX_OCCURRENCE = (1n << 64n) - 1n;

/** Accounts come from the settings and are few; the bound only guards against a caller that makes names up. */
const MAX_KNOWN_ACCOUNTS = 1_000;

/** Turns entries into bytes. Keeps the bytes of the accounts it has seen. */
export class RecordEncoder {
  private readonly accounts = new Map<string, Buffer>();

  /** The bytes an entry takes on disk. */
  lengthOf(entry: SpoolEntry): number {
    return RECORD_HEADER_BYTES + this.bytesOf(entry.account).length + entry.body.length;
  }

  /** Whether every field of the entry is one that a record can hold. */
  canHold({ account, receivedAt, occurrence }: SpoolEntry): boolean {
    return (
      this.bytesOf(account).length <= MAX_ACCOUNT_BYTES &&
      Number.isSafeInteger(receivedAt) &&
      receivedAt >= 0 &&
      occurrence >= 0n &&
      occurrence <= MAX_OCCURRENCE
    );
  }

  /** Writes the entry at `offset` of `target`, which must have the room, and returns the offset after it. */
  encode(
    entry: SpoolEntry & Pick<SpoolRecord, 'isErased'>,
    { segmentId, sequence }: RecordIdentity,
    target: Buffer,
    offset: number,
  ): number {
    const account = this.bytesOf(entry.account);
    const bodyAt = offset + AT.account + account.length;
    const end = bodyAt + entry.body.length;
    target.writeUInt32LE(MAGIC_NUMBER, offset);
    target.writeUInt32LE(entry.body.length, offset + AT.bodyLength);
    target.writeBigUInt64LE(segmentId, offset + AT.segmentId);
    writeUint53(target, sequence, offset + AT.sequence);
    writeUint53(target, entry.receivedAt, offset + AT.receivedAt);
    target.writeBigUInt64LE(entry.occurrence, offset + AT.occurrence);
    target.writeUInt16LE(entry.isErased === true ? ERASED : 0, offset + AT.flags);
    target.writeUInt16LE(account.length, offset + AT.accountLength);
    target.set(account, offset + AT.account);
    target.set(entry.body, bodyAt);
    target.writeUInt32LE(crc32(target.subarray(offset + AT.segmentId, end)), offset + AT.checksum);
    return end;
  }

  private bytesOf(account: string): Buffer {
    const known = this.accounts.get(account);
    if (known !== undefined) return known;
    if (this.accounts.size >= MAX_KNOWN_ACCOUNTS) this.accounts.clear();
    const bytes = Buffer.from(account, 'utf8');
    this.accounts.set(account, bytes);
    return bytes;
  }
}

/**
 * How long the record at `offset` says it is, or `undefined` if no record of this segment begins there. Needs
 * {@link RECORD_HEADER_BYTES} bytes; proves nothing yet, as only the whole record can be checked.
 */
export function claimedRecordLength(source: Buffer, offset: number, segmentId: bigint): number | undefined {
  if (source.readUInt32LE(offset) !== MAGIC_NUMBER) return undefined;
  if (source.readBigUInt64LE(offset + AT.segmentId) !== segmentId) return undefined;
  const accountLength = source.readUInt16LE(offset + AT.accountLength);
  return RECORD_HEADER_BYTES + accountLength + source.readUInt32LE(offset + AT.bodyLength);
}

/** The record in these bytes of the source, or `undefined` if its checksum is wrong. */
export function decodeRecord(source: Buffer, offset: number, length: number): SpoolRecord | undefined {
  const end = offset + length;
  const checksum = crc32(source.subarray(offset + AT.segmentId, end));
  if (checksum !== source.readUInt32LE(offset + AT.checksum)) return undefined;
  const bodyAt = offset + AT.account + source.readUInt16LE(offset + AT.accountLength);
  return {
    segmentId: source.readBigUInt64LE(offset + AT.segmentId),
    sequence: readUint53(source, offset + AT.sequence),
    receivedAt: readUint53(source, offset + AT.receivedAt),
    occurrence: source.readBigUInt64LE(offset + AT.occurrence),
    account: source.toString('utf8', offset + AT.account, bodyAt),
    body: source.subarray(bodyAt, end),
    ...((source.readUInt16LE(offset + AT.flags) & ERASED) === 0 ? NOTHING : ERASED_RECORD),
  };
}
