import type { SpoolEntry } from '../../spool-record';

/** The shortest body that can tell its number. */
export const MIN_BODY_BYTES = 4;

/** A delivery with a body of this length that tells its number; the rest is text, zeros, or all bits set. */
export function numberedEntry(number: number, bodyBytes: number, receivedAt: number): SpoolEntry {
  const fill = [0x61, 0x00, 0xff][number % 3] ?? 0;
  const body = Buffer.alloc(Math.max(bodyBytes, MIN_BODY_BYTES), fill);
  body.writeUInt32LE(number, 0);
  return { account: 'default', receivedAt, occurrence: BigInt(number), body };
}

export function numberInBody(body: Buffer): number {
  return body.readUInt32LE(0);
}

/** Whether the body goes when its segment is rewritten. */
export function isToBeErased(number: number): boolean {
  return number % 2 === 0;
}

/** What stands in place of its body then: another number of bytes than before, mostly. */
export function erasedBody(number: number): Buffer {
  return numberedEntry(number, 40, 0).body;
}
