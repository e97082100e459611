import { ExplainedError } from '../../platform/explained-error';

export type BackupErrorCode =
  /** The directory of backups, or a file in it, cannot be read or written. */
  | 'BACKUP_DIRECTORY'
  /** There is not enough room for what is to be copied. */
  | 'BACKUP_NO_SPACE'
  /** There is no backup, or none that is whole, where one was looked for. */
  | 'BACKUP_NOT_FOUND'
  /** A backup is not what was written, or not of this program. */
  | 'BACKUP_DAMAGED'
  /** Another backup is under way. */
  | 'BACKUP_UNDER_WAY'
  /** What was asked for cannot be done, or not with this database. */
  | 'BACKUP_NOT_POSSIBLE'
  /** There is data where a backup was to be restored. */
  | 'RESTORE_NOT_EMPTY'
  /** It was broken off. */
  | 'BACKUP_INTERRUPTED';

/** A backup cannot be made, read or restored. The message says what a person can do. */
export class BackupError extends ExplainedError {
  constructor(
    readonly code: BackupErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'BackupError';
  }

  /** What a failure of the system means for somebody who writes or reads backups; any other error as it is. */
  static ofSystem(error: unknown, directory: string): unknown {
    if (typeof error !== 'object' || error === null || !('syscall' in error)) return error;
    const { code = 'unknown', path = directory } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT')
      return new BackupError(
        'BACKUP_NO_SPACE',
        `There is no room left for ${path} (${code}). What was begun there is not used: make room, and run it again.`,
        { cause: error },
      );
    const what = REASONS[code] ?? 'look at the disk, and at who may read and write there';
    return new BackupError('BACKUP_DIRECTORY', `${path} cannot be used (${code}): ${what}.`, {
      cause: error,
    });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read or write there: give it the directory (chown), or name another',
  EPERM: 'this user may not read or write there: give it the directory (chown), or name another',
  EROFS: 'it is on a file system that can only be read: mount it for writing, or name another',
  ENOENT: 'it is not there',
  ENOTDIR: 'a file stands where a directory should',
  EEXIST: 'a file stands where a directory should',
  EIO: 'the disk cannot read or write it',
};
