import { RowBinaryWriter } from './row-binary-writer';

/** The bytes in hexadecimal that some writes leave. */
function written(write: (writer: RowBinaryWriter) => void, expectedBytes?: number): string {
  const writer = new RowBinaryWriter(expectedBytes);
  write(writer);
  return writer.bytes().toString('hex');
}

describe('RowBinary', () => {
  it('has whole numbers in their width, lowest byte first', () => {
    expect(
      written((writer) => {
        writer.uint8(5);
        writer.uint8(255);
      }),
    ).toBe('05ff');
    expect(
      written((writer) => {
        writer.uint64(0x0102030405060708n);
      }),
    ).toBe('0807060504030201');
    expect(
      written((writer) => {
        writer.uint64(2n ** 64n - 1n);
      }),
    ).toBe('ffffffffffffffff');
  });

  it('has truth as one byte', () => {
    expect(
      written((writer) => {
        writer.bool(true);
        writer.bool(false);
      }),
    ).toBe('0100');
  });

  it('has times as milliseconds since 1970, also those before it', () => {
    expect(
      written((writer) => {
        writer.dateTime64(258);
      }),
    ).toBe('0201000000000000');
    expect(
      written((writer) => {
        writer.dateTime64(-1);
      }),
    ).toBe('ffffffffffffffff');
  });

  it.each([
    [0, '00'],
    [1, '01'],
    [127, '7f'],
    [128, '8001'],
    [16_383, 'ff7f'],
    [16_384, '808001'],
    [2 ** 21, '80808001'],
  ])('has the length of a string of %i bytes before it, seven bits a byte', (length, prefix) => {
    const value = Buffer.alloc(length, 'x');
    const expected = prefix + value.toString('hex');
    expect(
      written((writer) => {
        writer.byteString(value);
      }) === expected,
    ).toBe(true);
    expect(
      written((writer) => {
        writer.text(value.toString());
      }) === expected,
    ).toBe(true);
  });

  it('counts the bytes of a text, not its letters', () => {
    expect(
      written((writer) => {
        writer.text('é👋');
      }),
    ).toBe('06c3a9f09f918b');
  });

  it('keeps the bytes of a string that is not UTF-8', () => {
    expect(
      written((writer) => {
        writer.byteString(Buffer.from('00ff8022c328', 'hex'));
      }),
    ).toBe('0600ff8022c328');
  });

  it.each([0, 1, 2, 3, 7, 9, 17])(
    'is the same however small the buffer was at first: %i bytes',
    (expectedBytes) => {
      const rows = (writer: RowBinaryWriter) => {
        for (let row = 0; row < 50; row += 1) {
          writer.uint64(BigInt(row));
          writer.text(`row ${row}`);
          writer.uint8(row);
          writer.dateTime64(row);
          writer.text('');
        }
      };
      expect(written(rows, expectedBytes)).toBe(written(rows, 2 ** 16));
      expect(written(rows, expectedBytes)).toHaveLength(2 * (10 * 24 + 40 * 25));
    },
  );
});
