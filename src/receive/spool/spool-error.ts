export type SpoolErrorCode =
  /** The spool is closing or closed. */
  | 'SPOOL_CLOSED'
  /** The record does not fit an empty segment. */
  | 'SPOOL_RECORD_TOO_LARGE'
  /** Account, receipt time or occurrence are not what a record can hold. */
  | 'SPOOL_RECORD_INVALID'
  /** Too many bytes wait in memory for the disk. */
  | 'SPOOL_MEMORY_FULL'
  /** No prepared segment is there to write to; the cause says why. */
  | 'SPOOL_NO_SEGMENT'
  /** The record could be written neither to the segment in use nor to the spare; the cause says why. */
  | 'SPOOL_WRITE_FAILED'
  /** The file system took fewer bytes than it was given. */
  | 'SPOOL_SHORT_WRITE'
  /** Batches were read at the same time, or acknowledged in another order than they were read. */
  | 'SPOOL_OUT_OF_ORDER'
  /** No drained segment has this id. */
  | 'SPOOL_UNKNOWN_SEGMENT';

/** Something the spool was asked for did not happen. The message holds no content of a record. */
export class SpoolError extends Error {
  constructor(
    readonly code: SpoolErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SpoolError';
  }
}

/** Whether an error, or what caused it, says that the disk (or the quota) is full: it passes when room is made. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT' || isDiskFull(error.cause);
}

/** Whether an error says that no file has this name. */
export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}

/** Whether an error says that the medium could not be read. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EIO';
}

/** Ends the process, unless somebody listens to uncaught exceptions. */
export function throwUncaught(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}
