/** Lengths up to 127 are written as one byte. */
const SHORT_TEXT = Math.floor(127 / 3);

/**
 * Writes ClickHouse's RowBinary into one growing buffer. Strings keep their exact bytes, which JSON formats
 * cannot promise for a body that is not valid UTF-8.
 */
export class RowBinaryWriter {
  private buffer: Buffer;
  private used = 0;

  constructor(expectedBytes = 64 * 1024) {
    this.buffer = Buffer.allocUnsafe(expectedBytes);
  }

  /** The rows so far. Valid until the next write. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.used);
  }

  /** Begins again, in the same memory: {@link bytes} that were taken before are no longer valid. */
  clear(): this {
    this.used = 0;
    return this;
  }

  uint8(value: number): void {
    this.reserve(1);
    this.buffer[this.used++] = value;
  }

  uint32(value: number): void {
    this.reserve(4);
    this.used = this.buffer.writeUInt32LE(value, this.used);
  }

  /** Date: days since 1970. */
  date(days: number): void {
    this.reserve(2);
    this.used = this.buffer.writeUInt16LE(days, this.used);
  }

  bool(value: boolean): void {
    this.uint8(value ? 1 : 0);
  }

  uint64(value: bigint): void {
    this.reserve(8);
    this.used = this.buffer.writeBigUInt64LE(value, this.used);
  }

  /** DateTime64(3): milliseconds since 1970. */
  dateTime64(milliseconds: number): void {
    this.int64(milliseconds);
  }

  int64(value: number): void {
    this.reserve(8);
    this.used = this.buffer.writeBigInt64LE(BigInt(value), this.used);
  }

  text(value: string): void {
    // No character takes more than three bytes, so its length fits one: written in place, without a buffer of its own.
    if (value.length <= SHORT_TEXT) {
      this.reserve(1 + 3 * value.length);
      const written = value === '' ? 0 : this.buffer.write(value, this.used + 1, 'utf8');
      this.buffer[this.used] = written;
      this.used += 1 + written;
    } else this.byteString(Buffer.from(value, 'utf8'));
  }

  byteString(value: Buffer): void {
    this.length(value.length);
    this.reserve(value.length);
    this.used += value.copy(this.buffer, this.used);
  }

  /** Map(String, String). */
  textMap(value: ReadonlyMap<string, string>): void {
    this.length(value.size);
    for (const [name, text] of value) {
      this.text(name);
      this.text(text);
    }
  }

  /** Array(String). */
  texts(values: readonly string[]): void {
    this.list(values, (value) => {
      this.text(value);
    });
  }

  /** Array, or Map of pairs. @param write writes one of them */
  list<T>(values: readonly T[], write: (value: T) => void): void {
    this.length(values.length);
    for (const value of values) write(value);
  }

  private length(value: number): void {
    this.reserve(10);
    let rest = value;
    while (rest >= 0x80) {
      this.buffer[this.used++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.buffer[this.used++] = rest;
  }

  private reserve(bytes: number): void {
    if (this.used + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.used + bytes));
    this.buffer.copy(larger, 0, 0, this.used);
    this.buffer = larger;
  }
}
