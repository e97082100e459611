import { FileWindow } from './file-window';
import { claimedRecordLength, decodeRecord, RECORD_HEADER_BYTES, RECORD_MAGIC } from './record-codec';
import { SEGMENT_HEADER_BYTES } from './segment-header';
import type { ReadableFile } from './spool-files';
import type { SpoolRecord } from './spool-record';

/** Bytes of a segment that are no record, from … to (exclusive). */
export interface Damage {
  readonly from: number;
  readonly to: number;
  /** No valid record comes after it. */
  readonly trailing: boolean;
}

export type WalkStep =
  | {
      readonly kind: 'record';
      readonly record: SpoolRecord;
      readonly offset: number;
      readonly length: number;
    }
  | ({ readonly kind: 'damage' } & Damage)
  /** Nothing but zeros, or nothing at all, is left before the limit. */
  | { readonly kind: 'end' };

interface Found {
  readonly record: SpoolRecord;
  readonly length: number;
}

const END: WalkStep = { kind: 'end' };

/**
 * Goes through the records of one segment, one after another, and over what is damaged to the next valid
 * record. A record counts as valid only with the segment's id, a right checksum and a sequence number above the
 * one before. Holds about 256 KiB in memory, or one record if that is longer.
 */
export class SegmentWalker {
  /** Where the next step begins. */
  offset = SEGMENT_HEADER_BYTES;
  private lastSequence = -1;
  private readonly window: FileWindow;

  constructor(
    file: ReadableFile,
    private readonly segmentId: bigint,
  ) {
    this.window = new FileWindow(file);
  }

  /**
   * The next record or damage before `limit`. After a damage that is trailing, the walk goes on at the limit;
   * at the end it stays where it is.
   */
  next(limit: number): WalkStep | Promise<WalkStep> {
    if (this.offset >= limit) return END;
    // Most records are in memory when it is their turn: to wait for each would cost more than to read it.
    const found = this.recordInMemory(this.offset, limit);
    return found === undefined ? this.search(limit) : this.stepOver(found);
  }

  private async search(limit: number): Promise<WalkStep> {
    const from = this.offset;
    const found = await this.recordAt(from, limit);
    if (found !== undefined) return this.stepOver(found);
    const dataEnd = await this.window.dataEnd(from, limit);
    if (dataEnd === from) return END;
    const next = await this.findRecord(from + 1, dataEnd, limit);
    this.offset = next ?? limit;
    return { kind: 'damage', from, to: next ?? dataEnd, trailing: next === undefined };
  }

  private stepOver({ record, length }: Found): WalkStep {
    const { offset } = this;
    this.offset = offset + length;
    this.lastSequence = record.sequence;
    return { kind: 'record', record, offset, length };
  }

  /** Puts the walk somewhere else: to an offset, after the record with this sequence number. */
  moveTo(offset: number, lastSequence: number): void {
    this.offset = offset;
    this.lastSequence = lastSequence;
  }

  private async recordAt(offset: number, limit: number): Promise<Found | undefined> {
    if (!(await this.holds(offset, RECORD_HEADER_BYTES, limit))) return undefined;
    const length = this.claimedLength(offset);
    if (length === undefined || !(await this.holds(offset, length, limit))) return undefined;
    return this.recordInMemory(offset, limit);
  }

  private recordInMemory(offset: number, limit: number): Found | undefined {
    const { window } = this;
    if (!window.has(offset, RECORD_HEADER_BYTES)) return undefined;
    const length = this.claimedLength(offset);
    if (length === undefined || offset + length > limit || !window.has(offset, length)) return undefined;
    const record = decodeRecord(window.bytes, offset - window.start, length);
    return record === undefined || record.sequence <= this.lastSequence ? undefined : { record, length };
  }

  private claimedLength(offset: number): number | undefined {
    return claimedRecordLength(this.window.bytes, offset - this.window.start, this.segmentId);
  }

  /** Where the first valid record begins at or after `from` and before `dataEnd`; it may end in zeros after that. */
  private async findRecord(from: number, dataEnd: number, limit: number): Promise<number | undefined> {
    let at = from;
    while (at < dataEnd && (await this.holds(at, RECORD_HEADER_BYTES, limit))) {
      const { bytes, start } = this.window;
      const index = bytes.indexOf(RECORD_MAGIC, at - start);
      if (index === -1) {
        // The magic may begin in the last bytes of the window.
        at = Math.max(at + 1, start + bytes.length - RECORD_MAGIC.length + 1);
      } else {
        at = start + index;
        if ((await this.recordAt(at, limit)) !== undefined) return at;
        at += 1;
      }
    }
    return undefined;
  }

  private holds(offset: number, length: number, limit: number): boolean | Promise<boolean> {
    if (offset + length > limit) return false;
    return this.window.has(offset, length) || this.window.moveTo(offset, length, limit);
  }
}
