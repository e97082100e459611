import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/**
 * What the proxy does to connections made from then on:
 * - `pass`: nothing;
 * - `blackhole`: takes all, passes nothing on, never answers;
 * - `reset`: breaks the connection at once;
 * - `cut request`: passes so many bytes of the request on, then breaks both sides;
 * - `shorten request`: passes so many bytes on, ends the request there, and passes on what the server says to that;
 * - `swallow answer`: the server does all it is asked, and nobody hears of it;
 * - `cut answer`: passes so many bytes of the answer, then breaks both sides;
 * - `delay`: holds everything up by so many milliseconds, both ways;
 * - `refuse`: answers every request as a ClickHouse does that refuses it with this error code.
 */
export type ProxyMode =
  | { readonly kind: 'pass' | 'blackhole' | 'reset' | 'swallow answer' }
  | { readonly kind: 'cut request' | 'shorten request' | 'cut answer'; readonly bytes: () => number }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'refuse'; readonly code: number };

/** Stands between the service and ClickHouse. */
export class ClickHouseProxy {
  private mode: ProxyMode = { kind: 'pass' };
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (client) => {
      this.serve(client);
    });
  }

  static async start(target: URL): Promise<ClickHouseProxy> {
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>((listening) => {
      server.listen(0, '127.0.0.1', listening);
    });
    return new ClickHouseProxy(server, target);
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
  }

  /** Breaks the connections there are, so that the mode holds for everything from now on. */
  set(mode: ProxyMode): void {
    this.mode = mode;
    this.breakAll();
  }

  /** New connections pass. Those there are stay as they are: what hangs goes on hanging. */
  heal(): void {
    this.mode = { kind: 'pass' };
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.breakAll();
    await closed;
  }

  private breakAll(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  private serve(client: Socket): void {
    const { mode } = this;
    this.keep(client);
    if (mode.kind === 'reset') client.resetAndDestroy();
    else if (mode.kind === 'blackhole') client.resume();
    else if (mode.kind === 'refuse') refuseAll(client, mode.code);
    else this.join(client, this.keep(connect(Number(this.target.port), this.target.hostname)), mode);
  }

  private join(client: Socket, server: Socket, mode: ProxyMode): void {
    const breakBoth = () => {
      client.resetAndDestroy();
      server.resetAndDestroy();
    };
    client.on('close', () => server.destroy()).on('end', () => server.end());
    server.on('close', () => mode.kind !== 'swallow answer' && client.destroy());
    client.on(
      'data',
      mode.kind === 'cut request'
        ? partly(server, mode.bytes(), breakBoth)
        : mode.kind === 'shorten request'
          ? partly(server, mode.bytes(), () => server.end())
          : passOn(server, mode),
    );
    if (mode.kind === 'swallow answer') server.resume();
    else if (mode.kind === 'cut answer') server.on('data', partly(client, mode.bytes(), breakBoth));
    else server.on('data', passOn(client, mode));
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    return socket.on('close', () => this.sockets.delete(socket)).on('error', () => socket.destroy());
  }
}

function passOn(target: Socket, mode: ProxyMode): (chunk: Buffer) => void {
  const write = (chunk: Buffer) => {
    if (target.writable) target.write(chunk);
  };
  if (mode.kind !== 'delay') return write;
  // Timers of the same length fire in the order in which they were set.
  return (chunk) => setTimeout(write, mode.milliseconds, chunk);
}

/** Passes on the first bytes; then the end comes, once, and the rest goes nowhere. */
function partly(target: Socket, bytes: number, end: () => void): (chunk: Buffer) => void {
  let left = bytes;
  let hasEnded = false;
  return (chunk) => {
    if (left > 0 && target.writable) target.write(chunk.subarray(0, left));
    left -= chunk.length;
    if (left > 0 || hasEnded) return;
    hasEnded = true;
    // What was written has to leave first.
    setTimeout(end, 20);
  };
}

function refuseAll(client: Socket, code: number): void {
  const body = `Code: ${code}. DB::Exception: injected by a test. (INJECTED)\n`;
  const head = [
    'HTTP/1.1 500 Internal Server Error',
    'Content-Type: text/plain; charset=UTF-8',
    `X-ClickHouse-Exception-Code: ${code}`,
    `Content-Length: ${body.length}`,
    'Connection: Close',
  ];
  client.once('data', () => {
    client.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    // Not closed at once: over unread bytes that would reset it, and the answer would be lost.
    setTimeout(() => client.end(), 50);
  });
  client.resume();
}
