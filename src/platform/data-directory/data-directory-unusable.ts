import { ExplainedError } from '../explained-error';

/** What is wrong, by the system's code, and what a person can do about it. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there: give it the directory (chown), or set DATA_DIR to one of its own',
  EPERM: 'this user may not write there: give it the directory (chown), or set DATA_DIR to one of its own',
  EROFS: 'it is on a file system that can only be read: mount it for writing, or set DATA_DIR to another',
  ENOTDIR: 'a file stands where a directory should: move it away, or set DATA_DIR to another path',
  EEXIST:
    'a file, or a symbolic link that leads nowhere, stands where a directory should: move it away, or set DATA_DIR to another path',
  EISDIR: 'a directory stands where a file should: move it away, or set DATA_DIR to another path',
  ENOENT: 'it is not there and cannot be made: set DATA_DIR to a path on a disk',
  ENOSPC:
    'the disk is full, or has as many files as it can have (df -h, df -i): make room on it, or set DATA_DIR to one on another disk',
  EDQUOT: "this user's share of the disk is used up: make room, or set DATA_DIR to one on another disk",
  ELOOP: 'its symbolic links lead in a circle: mend them, or set DATA_DIR to another path',
  ENAMETOOLONG: 'its path is too long: set DATA_DIR to a shorter one',
  ENOLCK: 'its file system cannot lock files: set DATA_DIR to a path on a local disk',
};

/** The data directory cannot be used; the message says why, and what to do. */
export class DataDirectoryUnusable extends ExplainedError {
  readonly code = 'DATA_DIRECTORY_UNUSABLE';

  private constructor(dataDir: string, reason: string, where: string, cause: Error) {
    super(`The data directory ${dataDir} cannot be used (${where}): ${reason}.`, { cause });
  }

  /** What a failure of the system means that concerns this directory; any other error as it is. */
  static from(error: unknown, dataDir: string): unknown {
    if (!(error instanceof Error)) return error;
    const { code = '', path } = error as NodeJS.ErrnoException;
    const reason = REASONS[code];
    const isInside = path === undefined || path.startsWith(dataDir) || dataDir.startsWith(path);
    if (reason === undefined || !isInside) return error;
    return new DataDirectoryUnusable(dataDir, reason, `${code} at ${path ?? dataDir}`, error);
  }

  /** Runs what needs the directory. @throws DataDirectoryUnusable in place of what the system says */
  static during<T>(dataDir: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw DataDirectoryUnusable.from(error, dataDir);
    }
  }
}
