import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

interface SavedFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Waits until a browser has saved a file into a folder whose name begins and ends so. */
export async function savedFile(folder: string, beginning: string, end: string): Promise<SavedFile> {
  for (;;) {
    // Until it is complete it has another name.
    const name = (await readdir(folder)).find((one) => one.startsWith(beginning) && one.endsWith(end));
    if (name !== undefined) return { name, content: await readFile(join(folder, name)) };
    await sleep(50);
  }
}

/** The lines of a CSV. */
export function linesOf({ content }: SavedFile): string[] {
  return content.toString().split('\r\n').slice(0, -1);
}
