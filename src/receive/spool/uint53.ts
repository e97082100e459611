const HIGH_WORD = 0x1_0000_0000;

/** Writes a whole number of 0 … 2^53-1 as eight bytes, without the cost of a bigint. */
export function writeUint53(target: Buffer, value: number, offset: number): void {
  target.writeUInt32LE(value % HIGH_WORD, offset);
  target.writeUInt32LE(Math.floor(value / HIGH_WORD), offset + 4);
}

/** What {@link writeUint53} wrote; above 2^53-1 for bytes that it did not write. */
export function readUint53(source: Buffer, offset: number): number {
  return source.readUInt32LE(offset + 4) * HIGH_WORD + source.readUInt32LE(offset);
}
