import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { PlainRequest } from './plain-request';

/** An answer that is known as a whole. */
export interface WholeAnswer {
  readonly status: number;
  /** With the Content-Length, and without what concerns the connection. */
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

/** Takes requests straight from the HTTP server, before Express sees them. */
export interface FastPathHandler {
  /** Whether a request that Node's HTTP server has read is for {@link handle}. */
  matches(request: IncomingMessage): boolean;

  /** Answers a request that Node's HTTP server has read. */
  handle(request: IncomingMessage, response: ServerResponse): void;

  /**
   * Answers a request that came whole and plain, with one call of `answer`, now or later.
   * @returns false, and nothing has happened, if the request is one for {@link handle} or for somebody else
   */
  tryHandle(request: PlainRequest, answer: (answer: WholeAnswer) => void): boolean;
}
