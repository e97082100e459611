import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const CHUNK_BYTES = 4 << 20;

/** What a search of files has found. */
export interface FileSearch {
  readonly files: number;
  readonly bytes: number;
  /** Those with one of the words. */
  readonly found: readonly string[];
  /** Those that could not be read, each with the code of the error. */
  readonly unreadable: readonly string[];
}

/** Looks for words in bytes, letter case aside. */
export class WordFinder {
  private readonly needles: readonly Buffer[];
  /** So many bytes of one chunk are looked at again with the next. */
  readonly overlap: number;

  constructor(words: readonly string[]) {
    const cased = words.flatMap((word) => [word, word.toLowerCase(), word.toUpperCase()]);
    this.needles = [...new Set(cased.map(lowerAscii))].map((text) => Buffer.from(text, 'utf8'));
    this.overlap = Math.max(0, ...this.needles.map(({ length }) => length - 1));
  }

  isIn(bytes: Buffer): boolean {
    const lower = Buffer.from(bytes);
    for (let at = 0; at < lower.length; at += 1) {
      const byte = lower[at] ?? 0;
      if (byte >= 0x41 && byte <= 0x5a) lower[at] = byte | 0x20;
    }
    return this.needles.some((needle) => lower.includes(needle));
  }
}

/** Searches every byte of every file in a folder and below. */
export async function searchFiles(folder: string, finder: WordFinder): Promise<FileSearch> {
  let [files, bytes] = [0, 0];
  const found: string[] = [];
  const unreadable: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    try {
      const searched = await searchFile(path, finder);
      files += 1;
      bytes += searched.bytes;
      if (searched.isFound) found.push(path);
    } catch (error) {
      const { code = 'no reason' } = error as NodeJS.ErrnoException;
      // ClickHouse and the spool remove files at any time.
      if (code !== 'ENOENT') unreadable.push(`${path}: ${code}`);
    }
  }
  return { files, bytes, found: found.toSorted(), unreadable };
}

/** @returns which of some files have one of the words now; those that are gone have not */
export async function filesWith(paths: readonly string[], finder: WordFinder): Promise<string[]> {
  const having: string[] = [];
  for (const path of paths) {
    try {
      if ((await searchFile(path, finder)).isFound) having.push(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') having.push(path);
    }
  }
  return having;
}

async function searchFile(
  path: string,
  finder: WordFinder,
): Promise<{ readonly bytes: number; readonly isFound: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const chunk = Buffer.alloc(Math.min(size, CHUNK_BYTES) + finder.overlap);
    let [kept, bytes, isFound] = [0, 0, false];
    for (;;) {
      const { bytesRead } = await file.read(chunk, kept, chunk.length - kept, null);
      if (bytesRead === 0) return { bytes, isFound };
      bytes += bytesRead;
      const filled = kept + bytesRead;
      isFound ||= finder.isIn(chunk.subarray(0, filled));
      kept = Math.min(finder.overlap, filled);
      chunk.copy(chunk, 0, filled - kept, filled);
    }
  } finally {
    await file.close();
  }
}

function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
