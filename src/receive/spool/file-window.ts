import type { ReadableFile } from './spool-files';

const WINDOW_BYTES = 256 << 10;
const ZEROS = Buffer.alloc(WINDOW_BYTES);

/**
 * A part of a file in memory, moved along as it is read. Every move takes a new buffer, so that views into an
 * earlier one stay as they are.
 */
export class FileWindow {
  bytes: Buffer = Buffer.alloc(0);
  /** Offset in the file of the first byte in memory. */
  start = 0;

  constructor(private readonly file: ReadableFile) {}

  has(offset: number, length: number): boolean {
    return offset >= this.start && offset + length <= this.start + this.bytes.length;
  }

  /**
   * Moves the window so that it begins at `offset` and holds at least `length` bytes, though none from `limit` on.
   * @returns false when there are not that many before the limit or the end of the file.
   */
  async moveTo(offset: number, length: number, limit: number): Promise<boolean> {
    if (offset + length > limit) return false;
    const target = Buffer.allocUnsafe(Math.min(Math.max(length, WINDOW_BYTES), limit - offset));
    const read = await this.file.read(target, offset);
    this.bytes = target.subarray(0, read);
    this.start = offset;
    return read >= length;
  }

  /** Where the last byte before `limit` that is not zero ends; `offset` if there is none from there on. */
  async dataEnd(offset: number, limit: number): Promise<number> {
    let end = offset;
    for (let at = offset; at < limit && (await this.moveTo(at, 1, limit)); at += this.bytes.length) {
      const used = lengthWithoutZeros(this.bytes);
      if (used > 0) end = at + used;
    }
    return end;
  }
}

function lengthWithoutZeros(bytes: Buffer): number {
  for (let end = bytes.length; end > 0; end -= ZEROS.length) {
    const start = Math.max(0, end - ZEROS.length);
    if (bytes.subarray(start, end).equals(ZEROS.subarray(0, end - start))) continue;
    let used = end;
    while (bytes[used - 1] === 0) used -= 1;
    return used;
  }
  return 0;
}
