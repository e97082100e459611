import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory and those above it, for their owner only, where they are missing. Node's own `recursive` never
 * ends where the system says ENOENT of a place that is there, as `/proc` does.
 * @throws the system's error; EEXIST or ENOTDIR where a file is in the way
 */
export function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const parent = dirname(path);
    const isAbove = code === 'ENOENT' && statSync(parent, { throwIfNoEntry: false }) === undefined;
    if (isAbove && parent !== path) {
      makeDirectory(parent);
      makeDirectory(path);
    } else if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
