import { ExplainedError } from '../../platform/explained-error';
import type { ListEvent } from '../api/list-event';

/** A list changed in every pass over it, so that something of it may not have been read. */
export class ListUnstable extends ExplainedError {
  readonly code = 'SIGNALZEN_LIST_UNSTABLE';

  constructor(what: string, passes: number) {
    super(
      `SignalZen's list of ${what} changed in each of ${passes} passes over it, so that something may be missing. ` +
        'What was read is kept; reading it again later may do better.',
    );
  }
}

/** @param what for a person: of which things it is a list @throws ListUnstable */
export function requireStable(end: Extract<ListEvent, { type: 'end' }>, what: string): void {
  if (end.how === 'unstable') throw new ListUnstable(what, end.passes);
}
