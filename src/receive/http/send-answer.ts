import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WholeAnswer } from './fast-path-handler';

const LINGER_MS = 1000;

/** Answers a request whose body was read. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: WholeAnswer): void {
  response.writeHead(status, headers).end(body);
}

/**
 * Answers a request whose body was not read to its end, and closes the connection. What still comes is thrown away
 * for up to a second before that: a connection closed over unread bytes is reset, and the sender
 * would see the reset instead of the answer.
 */
export function sendAnswerEarly(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: WholeAnswer,
): void {
  response.shouldKeepAlive = false;
  response.writeHead(status, headers).write(body);
  const close = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(close, LINGER_MS);
  request.on('end', close).on('error', close).resume();
}
