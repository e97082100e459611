import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a browser has saved a file whose name begins so into a folder. @returns its name and its lines */
export async function savedFile(
  folder: string,
  beginning: string,
): Promise<{ readonly name: string; readonly lines: readonly string[] }> {
  for (;;) {
    // Until it is complete it has another name.
    const name = (await readdir(folder)).find((one) => one.startsWith(beginning) && one.endsWith('.csv'));
    if (name !== undefined) {
      const text = await readFile(join(folder, name), 'utf8');
      return { name, lines: text.split('\r\n').slice(0, -1) };
    }
    await sleep(50);
  }
}
