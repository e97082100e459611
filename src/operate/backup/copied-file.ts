import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeDirectory } from '../../platform/data-directory/make-directory';

const PORTION = 2 ** 20;

export interface Copied {
  readonly bytes: number;
  readonly sha256: string;
}

export interface CopyOptions {
  /** Where to stop; by default at the end of the file. */
  readonly end?: number | undefined;
  readonly signal: AbortSignal;
  /** Told how many bytes were read, portion by portion. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Copies a file, for its owner only, to a path where none is; resolves when the copy is on the disk.
 * @throws the system's error, the signal's reason
 */
export async function copyFile(from: string, to: string, options: CopyOptions): Promise<Copied> {
  makeDirectory(dirname(to));
  const target = await open(to, 'wx', 0o600);
  try {
    const copied = await readThrough(from, options, (portion) => target.writeFile(portion));
    await target.datasync();
    return copied;
  } finally {
    await target.close();
  }
}

/** Reads a file to its end. @throws the system's error, the signal's reason */
export function digestOfFile(path: string, options: CopyOptions): Promise<Copied> {
  return readThrough(path, options, () => Promise.resolve());
}

/** What is new in a directory, changed or renamed, survives a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

async function readThrough(
  path: string,
  { end = Infinity, signal, onBytes }: CopyOptions,
  take: (portion: Buffer) => Promise<void>,
): Promise<Copied> {
  const hash = createHash('sha256');
  const file = await open(path, 'r');
  const buffer = Buffer.allocUnsafe(PORTION);
  try {
    let bytes = 0;
    for (let portion = await next(file, buffer, end); portion.length > 0;) {
      signal.throwIfAborted();
      hash.update(portion);
      await take(portion);
      bytes += portion.length;
      onBytes?.(portion.length);
      portion = await next(file, buffer, end - bytes);
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

async function next(file: FileHandle, buffer: Buffer, most: number): Promise<Buffer> {
  if (most <= 0) return buffer.subarray(0, 0);
  const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, most), null);
  return buffer.subarray(0, bytesRead);
}
