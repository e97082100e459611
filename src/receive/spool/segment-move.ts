import { join } from 'node:path';
import type { SpoolDirectory } from './spool-directory';
import { SpoolError } from './spool-error';
import type { SpoolFile, SpoolFiles } from './spool-files';

const COPY_BYTES = 1 << 20;

/** A segment is out of the spool. */
export interface Moved {
  /** Whether the spool's file system has more room now: not if the file is still on it. */
  readonly freesRoom: boolean;
}

/**
 * Moves segment files into another directory, under their own names: by a rename, or, where that is another file
 * system, as a copy that is on its disk before the original is removed. At every moment the whole file is in one
 * of the two directories at least. A file of the same name there is replaced: a name tells the segment, how much
 * it holds, and when it was drained.
 */
export class SegmentMove {
  constructor(private readonly target: string) {}

  /** @throws the system's error, and then the file is still where it was */
  async take({ files, path, log }: SpoolDirectory, name: string): Promise<Moved> {
    const [from, to] = [join(path, name), join(this.target, name)];
    await files.makeDirectory(this.target);
    const isRenamed = await renameWithin(files, from, to);
    if (!isRenamed) await this.copy(files, from, to);
    try {
      await files.syncDirectory(this.target);
    } catch (error) {
      if (isRenamed) await files.rename(to, from);
      throw error;
    }
    if (!isRenamed) await files.unlink(from);
    await files.syncDirectory(path).catch((error: unknown) => {
      // At worst the segment is in the spool again after a power cut, and is moved once more.
      log.warn({ err: error, file: name }, 'The spool could not be synced after a segment was moved');
    });
    return { freesRoom: !isRenamed };
  }

  /**
   * Makes the directory, and a file in it that does not stay.
   * @throws the system's error where no segment could go there
   */
  async tryOut({ files }: SpoolDirectory): Promise<void> {
    await files.makeDirectory(this.target);
    const trial = join(this.target, 'trial');
    await unlinkIfThere(files, trial);
    await (await files.create(trial)).close();
    await files.unlink(trial);
  }

  private async copy(files: SpoolFiles, from: string, to: string): Promise<void> {
    const unfinished = `${to}.copying`;
    await unlinkIfThere(files, unfinished);
    const source = await files.open(from);
    try {
      const target = await files.create(unfinished);
      try {
        await copyBytes(source, target);
        await target.sync();
      } finally {
        await target.close();
      }
    } finally {
      await source.close();
    }
    await files.rename(unfinished, to);
  }
}

/** @returns false where the two are on different file systems */
async function renameWithin(files: SpoolFiles, from: string, to: string): Promise<boolean> {
  try {
    await files.rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    return false;
  }
}

async function unlinkIfThere(files: SpoolFiles, path: string): Promise<void> {
  await files.unlink(path).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
}

async function copyBytes(source: SpoolFile, target: SpoolFile): Promise<void> {
  const size = await source.size();
  const chunk = Buffer.allocUnsafe(COPY_BYTES);
  for (let at = 0; at < size;) {
    const bytes = chunk.subarray(0, await source.read(chunk, at));
    const written = await target.write(bytes, at);
    if (written === 0) {
      throw new SpoolError('SPOOL_SHORT_WRITE', `A segment ended at ${at} of ${size} bytes while copied.`);
    }
    at += written;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
