import { ExplainedError } from '../../platform/explained-error';

export type ReplayErrorCode =
  /** The range is empty or upside down. */
  | 'REPLAY_RANGE'
  /** The directory that was named cannot be read. */
  | 'REPLAY_DIRECTORY'
  /** There is no segment file in the directory that was named. */
  | 'REPLAY_NO_SEGMENTS'
  /** ClickHouse did not take deliveries although it was tried again and again; the cause says why. */
  | 'REPLAY_STOPPED';

/** A replay cannot be done, or not to the end. The message says what a person can do. */
export class ReplayError extends ExplainedError {
  constructor(
    readonly code: ReplayErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ReplayError';
  }
}
