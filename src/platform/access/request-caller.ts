import type { IncomingMessage } from 'node:http';
import type { Caller } from './caller';

/** A request of which it was found out who sends it. */
interface CallersRequest extends IncomingMessage {
  caller?: Caller;
}

export function setCaller(request: IncomingMessage, caller: Caller): void {
  (request as CallersRequest).caller = caller;
}

/** @throws Error where nobody asked who it is: then nothing is answered */
export function requireCaller(request: IncomingMessage): Caller {
  const { caller } = request as CallersRequest;
  if (caller === undefined) throw new Error('a request got past the check of who sends it');
  return caller;
}
