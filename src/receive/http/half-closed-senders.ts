import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/**
 * Lets a server answer senders that end their half of the connection before they have their answer. HTTP allows it;
 * Node ends the other half as well unless told otherwise, by a property that its types leave out.
 */
export function answerHalfClosed(server: Server): void {
  (server as Server & { httpAllowHalfOpen: boolean }).httpAllowHalfOpen = true;
}

/**
 * Ends the connection of one request with its sender's half all the same, as Node does by itself: whoever closes a
 * connection looks the same, and what nobody waits for any more is not to be worked on.
 */
export function endWithSender({ socket }: IncomingMessage, response: ServerResponse): void {
  const end = (): void => void socket.end();
  socket.once('end', end);
  response.once('close', () => socket.off('end', end));
}
