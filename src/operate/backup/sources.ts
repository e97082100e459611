import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { copyFile, digestOfFile, syncFolder } from './copied-file';
import type { CopyOptions } from './copied-file';
import type { FrozenTable } from './frozen-tables';
import type { KeptFile } from './kept-files';
import type { BackedUpFile, Manifest } from './manifest';

/** What is to be in a backup, with its size as of now. */
export interface Source extends KeptFile {
  readonly bytes: number;
  /** Where to stop; by default at the end of the file. */
  readonly end?: number | undefined;
  /** Of a file of the spool: when it was last changed. */
  readonly modifiedMs?: number | undefined;
}

const COPIES_AT_ONCE = 8;
/** What tells parts of one name and of equal sizes apart stands in small files, and in that of their checksums. */
const SMALL_BYTES = 4_096;

/** All files of the parts of tables. */
export async function partsOf(tables: readonly FrozenTable[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const { name, folder, parts } of tables)
    for (const part of parts)
      for (const entry of await readdir(join(folder, part), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const from = join(entry.parentPath, entry.name);
        const path = `tables/${name}/${relative(folder, from)}`;
        sources.push({ path, from, bytes: (await stat(from)).size });
      }
  return sources;
}

/** Nothing where it has gone in the meantime, as what was set aside does when it is old. */
export async function asItIs(file: KeptFile): Promise<Source[]> {
  try {
    return [{ ...file, bytes: (await stat(file.from)).size }];
  } catch (error) {
    if (!isGone(error, file.path)) throw error;
    return [];
  }
}

/** Of what is to be copied, what an earlier backup has, and the rest. A part is had whole, or not. */
export async function alreadyIn(
  base: Manifest | undefined,
  sources: readonly Source[],
  signal: AbortSignal,
): Promise<{ readonly files: readonly BackedUpFile[]; readonly rest: readonly Source[] }> {
  if (base === undefined) return { files: [], rest: sources };
  const known = new Map(base.files.map((file) => [file.path, file]));
  const files: BackedUpFile[] = [];
  const rest: Source[] = [];
  for (const together of byPart(sources).values()) {
    const had = await knownFiles(together, known, signal);
    if (had) files.push(...had);
    else rest.push(...together);
  }
  return { files, rest };
}

/** Copies into the folder of a backup; resolves when all is on the disk. */
export async function copySources(
  sources: readonly Source[],
  { id, folder }: { readonly id: string; readonly folder: string },
  options: CopyOptions,
): Promise<BackedUpFile[]> {
  const files: BackedUpFile[] = [];
  const left = sources.values();
  const copyThose = async (): Promise<void> => {
    for (const { path, from, end, modifiedMs } of left) {
      try {
        const copied = await copyFile(from, join(folder, path), { ...options, end });
        files.push({ path, ...copied, in: id, ...(modifiedMs === undefined ? {} : { modifiedMs }) });
      } catch (error) {
        if (!isGone(error, path)) throw error;
      }
    }
  };
  // Most are small, and each waits for the disk.
  await Promise.all(Array.from({ length: COPIES_AT_ONCE }, copyThose));
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isDirectory()) await syncFolder(join(entry.parentPath, entry.name));
  await syncFolder(folder);
  return files;
}

/** Those of a part together; all others one by one. */
function byPart(sources: readonly Source[]): Map<string, Source[]> {
  const parts = new Map<string, Source[]>();
  for (const source of sources) {
    const part = /^tables\/[^/]+\/[^/]+\//.exec(source.path)?.[0] ?? source.path;
    const together = parts.get(part);
    if (together) together.push(source);
    else parts.set(part, [source]);
  }
  return parts;
}

async function knownFiles(
  sources: readonly Source[],
  known: ReadonlyMap<string, BackedUpFile>,
  signal: AbortSignal,
): Promise<BackedUpFile[] | undefined> {
  const files: BackedUpFile[] = [];
  for (const { path, from, bytes, modifiedMs } of sources) {
    const isOfPart = path.startsWith('tables/');
    // To need another backup for the others is not worth it.
    if (!isOfPart && modifiedMs === undefined) return undefined;
    const file = known.get(path);
    if (file?.bytes !== bytes || file.modifiedMs !== modifiedMs) return undefined;
    if (isOfPart && (bytes <= SMALL_BYTES || path.endsWith('/checksums.txt'))) {
      const { sha256 } = await digestOfFile(from, { signal });
      if (sha256 !== file.sha256) return undefined;
    }
    files.push(file);
  }
  return files;
}

/** Frozen parts and linked segments stay; whatever else there is may go at any moment. */
function isGone(error: unknown, path: string): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return (
    code === 'ENOENT' && syscall !== 'mkdir' && path.startsWith('files/') && !path.startsWith('files/spool/')
  );
}
