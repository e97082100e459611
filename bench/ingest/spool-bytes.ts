import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What is written in the segments of a spool: all but the zeros at the end of each, with which they are prepared.
 * A record ends with its body, and a body of the load never ends with a zero.
 */
export async function spoolBytes(dataDir: string): Promise<number> {
  const folder = join(dataDir, 'spool');
  const names = (await readdir(folder)).filter((name) => /\.(segment|drained)$/.test(name));
  let bytes = 0;
  for (const name of names) bytes += lengthWithoutZeros(await readFile(join(folder, name)));
  return bytes;
}

function lengthWithoutZeros(content: Buffer): number {
  let length = content.length;
  while (length > 0 && content[length - 1] === 0) length -= 1;
  return length;
}
