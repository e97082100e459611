import type { Socket } from 'node:net';

const TIMEOUT_MS = 1000;
const BODY = JSON.stringify({
  error: { code: 'TOO_MANY_CONNECTIONS', message: 'Too many connections are open. Send it again.' },
});
const ANSWER =
  'HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n' +
  `Content-Length: ${BODY.length}\r\nRetry-After: 5\r\nConnection: close\r\n\r\n${BODY}`;

/**
 * Answers the first bytes of a connection with 503, whatever they are, and closes it. What else comes is thrown
 * away for up to a second: a connection that is closed over unread bytes is reset, and the sender would see
 * the reset instead of the answer.
 */
export function refuseConnection(socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), TIMEOUT_MS);
  socket
    .on('error', () => undefined)
    .once('close', () => {
      clearTimeout(timer);
    })
    .once('data', () => socket.end(ANSWER))
    .once('end', () => {
      socket.destroySoon();
    });
}
