import type { IncomingMessage } from 'node:http';

/**
 * Tells the process behind the receiver who is at the other end of the connection. Only the receiver says so, over a
 * socket that nobody else may use: what a client sends under this name is dropped.
 */
const PEER_HEADER = 'x-signalzen-analytics-peer' as const;

export function isPeerHeader(name: string): boolean {
  return name.toLowerCase() === PEER_HEADER;
}

/** The header, as one more name and value of a raw list. */
export function peerHeaderOf({ socket }: IncomingMessage): [name: string, value: string] {
  return [PEER_HEADER, JSON.stringify([socket.remoteAddress, socket.remotePort])];
}

/**
 * Makes the socket of a request that came through the receiver look like that of the client: whoever reads its address,
 * or trusts a proxy by it, sees what it would see without the receiver in between.
 */
export function takePeer(request: IncomingMessage): void {
  const told = request.headers[PEER_HEADER];
  const [address, port] = typeof told === 'string' ? (JSON.parse(told) as [string?, number?]) : [];
  // One request at a time comes over a connection, of one client after the other.
  Object.defineProperties(request.socket, {
    remoteAddress: { value: address, configurable: true },
    remotePort: { value: port, configurable: true },
  });
  delete request.headers['x-signalzen-analytics-peer'];
}
