import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts other bytes in place of a file's. A crash leaves the ones or the others. */
export async function replaceFile(path: string, bytes: Buffer): Promise<void> {
  const unfinished = `${path}.rewriting`;
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}
