import { ExplainedError } from '../../platform/explained-error';

export type MoveErrorCode =
  /** The options, or a file of settings that they name. */
  | 'MOVE_SETTINGS'
  /** There is other data in the database that is to be moved to. */
  | 'MOVE_NOT_EMPTY'
  /** A service still works with the database that is moved away from. */
  | 'MOVE_NOT_SWITCHED'
  /** Both are not the same in the end. */
  | 'MOVE_NOT_EQUAL'
  /** It was broken off. */
  | 'MOVE_INTERRUPTED';

/** A database cannot be moved. The message says what a person can do. */
export class MoveError extends ExplainedError {
  constructor(
    readonly code: MoveErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'MoveError';
  }
}
