import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDrainedName, parseSegmentName } from '../../receive/spool/segment-names';
import { ReplayError } from './replay-error';

/** A file of spool records that may be replayed. */
export interface SegmentFile {
  readonly segmentId: bigint;
  readonly name: string;
  /** Where the file is; where it may be if it was moved meanwhile. */
  readonly folders: readonly string[];
  readonly bytes: number;
  /** What the name tells of a drained segment. */
  readonly drained: { readonly records: number; readonly latestReceivedAt: number } | undefined;
}

export interface SegmentFolders {
  /** The spool of the service. Its segments that are not drained are left out: the service drains them itself. */
  readonly spool: string;
  readonly archive: string | undefined;
}

/** The drained segments in the spool and in its archive, each once, in the order of their ids. */
export async function keptSegmentFiles({ spool, archive }: SegmentFolders): Promise<SegmentFile[]> {
  // The spool first: what the service moves into the archive meanwhile is seen in one of the two at least.
  const inSpool = (await filesIn(spool)).filter(({ drained }) => drained !== undefined);
  if (archive === undefined) return inSpool;
  const inArchive = await filesIn(archive);
  const namesInSpool = new Set(inSpool.map(({ name }) => name));
  return inOrder([
    ...inSpool.map((file) => ({ ...file, folders: [spool, archive] })),
    ...inArchive.filter(({ name }) => !namesInSpool.has(name)),
  ]);
}

/**
 * The segments in a folder that somebody named: an archive, or the copy of a spool, of which also the segments
 * that were not drained are read.
 * @throws ReplayError REPLAY_DIRECTORY, REPLAY_NO_SEGMENTS
 */
export async function segmentFilesOf(folder: string, { spool }: SegmentFolders): Promise<SegmentFile[]> {
  const isSpool = (await realPathOf(folder)) === (await realPathOf(spool));
  const files = (await filesIn(folder, true)).filter(({ drained }) => drained !== undefined || !isSpool);
  if (files.length > 0) return files;
  throw new ReplayError('REPLAY_NO_SEGMENTS', `There is no segment file to replay in ${folder}.`);
}

async function filesIn(folder: string, mustExist = false): Promise<SegmentFile[]> {
  const files: SegmentFile[] = [];
  for (const name of await namesIn(folder, mustExist)) {
    const drained = parseDrainedName(name);
    const segmentId = drained?.segmentId ?? parseSegmentName(name);
    if (segmentId === undefined) continue;
    const bytes = await sizeOf(join(folder, name));
    // Gone since the folder was listed: drained, or deleted because ClickHouse holds all of it.
    if (bytes !== undefined) files.push({ segmentId, name, folders: [folder], bytes, drained });
  }
  return inOrder(files);
}

async function namesIn(folder: string, mustExist: boolean): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (!mustExist && (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    const text = error instanceof Error ? error.message : String(error);
    throw new ReplayError('REPLAY_DIRECTORY', `The directory ${folder} cannot be read: ${text}`, {
      cause: error,
    });
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function realPathOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

function inOrder(files: readonly SegmentFile[]): SegmentFile[] {
  return [...files].sort((one, other) =>
    one.segmentId === other.segmentId
      ? one.name.localeCompare(other.name)
      : one.segmentId < other.segmentId
        ? -1
        : 1,
  );
}
