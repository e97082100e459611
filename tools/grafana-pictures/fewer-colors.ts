import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = 8;
const MAX_COLORS = 256;

/**
 * The same picture with a palette: a quarter of the size. A colour that is not among its 256, as at the edges of
 * letters, becomes the nearest of them.
 * @param png as Chromium writes it: 8 bits each of red, green and blue
 */
export function withFewerColors(png: Buffer): Buffer {
  const chunks = chunksOf(png);
  const head = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(0);
  if (head[8] !== 8 || head[9] !== 2) throw new Error('the picture is not in plain red, green and blue');
  const width = head.readUInt32BE(0);
  const data = chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data);
  const colors = colorsOf(inflateSync(Buffer.concat(data)), width);
  const palette = paletteOf(colors);
  const places = new Map(palette.map((color, place) => [color, place]));
  const lines = Buffer.alloc((colors.length / width) * (width + 1));
  colors.forEach((color, index) => {
    let place = places.get(color);
    if (place === undefined) places.set(color, (place = palette.indexOf(nearest(palette, color))));
    // Each line begins with its filter: none.
    lines[index + Math.floor(index / width) + 1] = place;
  });
  const indexed = Buffer.from(head);
  indexed[9] = 3;
  const entries = Buffer.from(palette.flatMap(partsOf));
  return Buffer.concat([
    png.subarray(0, SIGNATURE),
    chunkOf('IHDR', indexed),
    chunkOf('PLTE', entries),
    chunkOf('IDAT', deflateSync(lines, { level: 9 })),
    chunkOf('IEND', Buffer.alloc(0)),
  ]);
}

function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks = [];
  for (let at = SIGNATURE; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += 12 + length;
  }
  return chunks;
}

function chunkOf(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/**
 * The colours of all pixels, after undoing PNG's filters: each byte is predicted from those left, above, and above
 * left.
 */
function colorsOf(filtered: Buffer, width: number): Uint32Array {
  const size = 3 * width;
  const height = filtered.length / (size + 1);
  const bytes = Buffer.alloc(size * height);
  for (let index = 0; index < bytes.length; index++) {
    const [line, column] = [Math.floor(index / size), index % size];
    const left = column < 3 ? 0 : (bytes[index - 3] ?? 0);
    const above = bytes[index - size] ?? 0;
    const corner = column < 3 ? 0 : (bytes[index - size - 3] ?? 0);
    const predictions = [0, left, above, (left + above) >> 1, paeth(left, above, corner)];
    bytes[index] = (filtered[index + line + 1] ?? 0) + (predictions[filtered[line * (size + 1)] ?? 0] ?? 0);
  }
  return Uint32Array.from({ length: width * height }, (_, pixel) => bytes.readUIntBE(3 * pixel, 3));
}

function paeth(left: number, above: number, corner: number): number {
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** Half of it the most frequent colours, half those that are least like any other: a small mark keeps its own. */
function paletteOf(pixels: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one).map(([color]) => color);
  const palette = sorted.slice(0, MAX_COLORS / 2);
  const distances = sorted.map((color) => distance(color, nearest(palette, color)));
  while (palette.length < Math.min(MAX_COLORS, sorted.length)) {
    const farthest = sorted[distances.indexOf(Math.max(...distances))] ?? 0;
    palette.push(farthest);
    sorted.forEach((color, index) => {
      distances[index] = Math.min(distances[index] ?? 0, distance(color, farthest));
    });
  }
  return palette;
}

function nearest(palette: readonly number[], color: number): number {
  return palette.reduce((best, one) => (distance(one, color) < distance(best, color) ? one : best));
}

function distance(one: number, other: number): number {
  return [16, 8, 0].reduce((sum, place) => sum + (((one >> place) & 255) - ((other >> place) & 255)) ** 2, 0);
}

function partsOf(color: number): number[] {
  return [color >> 16, (color >> 8) & 255, color & 255];
}
