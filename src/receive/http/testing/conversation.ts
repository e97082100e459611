import { connect } from 'node:net';

/** What still waits for bytes then gets no more of them. */
const MAX_WAIT_MS = 1000;

/**
 * All that comes back for these writes, until the server closes the connection, without its dates.
 * @param ends whether the sender's half ends with the last write
 */
export async function conversation(port: number, writes: readonly Buffer[], ends = false): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  let received = '';
  socket.setEncoding('latin1').on('data', (text: string) => (received += text));
  socket.on('error', () => undefined).on('end', () => socket.end());
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (const bytes of writes) {
    if (socket.writable) socket.write(bytes);
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (ends) socket.end();
  const giveUp = setTimeout(() => socket.end(), MAX_WAIT_MS);
  await closed;
  clearTimeout(giveUp);
  return received.replace(/\r\nDate: [^\r]+/g, '');
}

/** The bytes in pieces. @param cuts where, in any order; beyond the end they go on from the beginning */
export function inPieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const edges = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
}
