import fc from 'fast-check';
import { claimedRecordLength, decodeRecord, RecordEncoder } from './record-codec';
import type { SpoolEntry } from './spool-record';

const entries = fc.record<SpoolEntry>({
  account: fc.string({ unit: 'grapheme', maxLength: 40 }),
  receivedAt: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  occurrence: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  body: fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
});
const segmentIds = fc.bigInt({ min: 1n, max: (1n << 64n) - 1n });
const sequences = fc.nat({ max: Number.MAX_SAFE_INTEGER });

function encode(entry: SpoolEntry, segmentId: bigint, sequence: number, offset = 0): Buffer {
  const encoder = new RecordEncoder();
  const target = Buffer.alloc(offset + encoder.lengthOf(entry));
  expect(encoder.encode(entry, { segmentId, sequence }, target, offset)).toBe(target.length);
  return target;
}

describe('The bytes of a record', () => {
  it('give back whatever was put in, at any place of a buffer', () => {
    fc.assert(
      fc.property(entries, segmentIds, sequences, fc.nat(100), (entry, segmentId, sequence, offset) => {
        const bytes = encode(entry, segmentId, sequence, offset);
        const length = claimedRecordLength(bytes, offset, segmentId);
        expect(length).toBe(bytes.length - offset);
        expect(decodeRecord(bytes, offset, length ?? 0)).toEqual({ ...entry, segmentId, sequence });
      }),
    );
  });

  it('are not taken for a record after any one bit of them was flipped', () => {
    fc.assert(
      fc.property(entries, segmentIds, sequences, fc.nat(), (entry, segmentId, sequence, anyBit) => {
        const bytes = encode(entry, segmentId, sequence);
        const bit = anyBit % (bytes.length * 8);
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        const length = claimedRecordLength(bytes, 0, segmentId);
        const whole = length !== undefined && length <= bytes.length;
        expect(whole ? decodeRecord(bytes, 0, length) : undefined).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('are not taken for a record of another segment', () => {
    const bytes = encode({ account: 'a', receivedAt: 1, occurrence: 0n, body: Buffer.from('b') }, 7n, 1);
    expect(claimedRecordLength(bytes, 0, 8n)).toBeUndefined();
  });
});
