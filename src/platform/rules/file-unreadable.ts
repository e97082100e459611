import { readFileSync, statSync } from 'node:fs';

/** A file cannot be read; the message says why, and goes on from the file's name. */
export class FileUnreadable extends Error {
  constructor(
    message: string,
    /** Whether there is none. */
    readonly isAbsent = false,
  ) {
    super(message);
  }
}

/** @throws FileUnreadable, also for more bytes than so many */
export function readSmallFile(path: string, maxBytes: number): Buffer {
  try {
    const found = statSync(path);
    if (!found.isFile()) throw new FileUnreadable('is not a file');
    if (found.size > maxBytes) throw new FileUnreadable(`must be smaller than ${maxBytes / 2 ** 20} MiB`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof FileUnreadable) throw error;
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new FileUnreadable('does not exist', true);
    throw new FileUnreadable(`cannot be read (${code})`);
  }
}
