import { ExplainedError } from '../../platform/explained-error';

/** A backfill cannot be begun: the message says what to do. */
export class BackfillError extends ExplainedError {
  constructor(
    readonly code: 'BACKFILL_OFF' | 'BACKFILL_ACCOUNT',
    message: string,
  ) {
    super(message);
  }
}
