import { deflateSync, inflateSync } from 'node:zlib';
import { withFewerColors } from './fewer-colors';

const [RED, GREEN] = [
  [255, 0, 0],
  [0, 255, 0],
] as const;

/** Chunks with sums that nobody reads here. */
const chunk = (type: string, data: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
};

/** Two pixels wide; a line is its filter and its bytes. */
const pictureOf = (lines: readonly (readonly number[])[], kind = 2) =>
  Buffer.concat([
    Buffer.alloc(8),
    chunk('IHDR', Buffer.from([0, 0, 0, 2, 0, 0, lines.length >> 8, lines.length & 255, 8, kind, 0, 0, 0])),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);

const dataOf = (png: Buffer, type: string) => {
  const at = png.indexOf(type);
  return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
};

describe('A picture with a palette', () => {
  it('has the pixels of the original, whichever filter its lines were written with', () => {
    const changeToGreen = [1, 255, 0];
    const small = withFewerColors(
      pictureOf([
        [0, ...RED, ...GREEN],
        [1, ...RED, ...changeToGreen],
        [2, 0, 0, 0, 0, 0, 0],
        [3, 128, 0, 0, 129, 128, 0],
        [4, 0, 0, 0, 0, 0, 0],
      ]),
    );
    expect([...dataOf(small, 'PLTE')]).toEqual([...RED, ...GREEN]);
    expect([...inflateSync(dataOf(small, 'IDAT'))]).toEqual(
      Array.from({ length: 5 }, () => [0, 0, 1]).flat(),
    );
  });

  it('keeps the colour of a small mark, though others are more frequent', () => {
    const yellow = [250, 222, 42];
    const many = Array.from({ length: 600 }, (_, line) => {
      const color = line < 300 ? [line % 256, 0, 0] : [0, 0, line % 256];
      return [0, ...color, ...color];
    });
    const palette = dataOf(withFewerColors(pictureOf([...many, [0, ...RED, ...yellow]])), 'PLTE');
    expect(palette).toHaveLength(3 * 256);
    expect(Buffer.from(palette).includes(Buffer.from(yellow))).toBe(true);
  });

  it('is not made of one with transparent pixels', () => {
    expect(() => withFewerColors(pictureOf([[0, ...RED, ...GREEN]], 6))).toThrow('plain red, green and blue');
  });
});
