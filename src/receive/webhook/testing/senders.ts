import { request } from 'node:http';
import type { ClientRequest, IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { signatureOf } from './running-edge';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Delivery {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** Parts are written one after the other, in chunks, without a Content-Length. */
  readonly body?: Buffer | string | readonly (Buffer | string)[];
}

/** Sends a request; without headers of its own it is signed as the account `default` would. */
export function send(port: number, delivery: Delivery = {}): Promise<Reply> {
  const { method = 'POST', path = '/webhooks/signalzen', body = '' } = delivery;
  const parts: readonly (Buffer | string)[] =
    typeof body === 'string' || Buffer.isBuffer(body) ? [body] : body;
  const whole = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  const headers = delivery.headers ?? { 'x-signalzen-signature': signatureOf(whole) };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
    outgoing.on('error', reject).on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          const status = incoming.statusCode ?? 0;
          resolve({ status, headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8') });
        });
    });
    if (parts.length === 1) outgoing.end(whole);
    else writeSlowly(outgoing, parts);
  });
}

function writeSlowly(outgoing: ClientRequest, [part, ...rest]: readonly (Buffer | string)[]): void {
  if (part === undefined) {
    outgoing.end();
    return;
  }
  outgoing.write(part, () => {
    setTimeout(writeSlowly, 2, outgoing, rest);
  });
}

/** The head of a request as it stands on the wire. */
export function headOf(headers: Record<string, string | number>, path = '/webhooks/signalzen'): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\nHost: edge\r\n${lines.join('')}\r\n`;
}

/** A connection without HTTP on the sender's side, which collects all that comes back. */
export class RawSender {
  received = '';
  /** What the sender saw instead of an orderly end, such as a reset. */
  failure: Error | undefined;
  readonly closed: Promise<void>;
  private readonly socket: Socket;

  /** @param from an address of the loopback interface, 127.0.0.0/8 */
  constructor(port: number, from = '127.0.0.1') {
    this.socket = connect({ port, host: '127.0.0.1', localAddress: from }).setEncoding('latin1');
    this.socket.on('data', (text: string) => (this.received += text));
    this.socket.on('error', (error) => (this.failure = error));
    this.closed = new Promise((resolve) =>
      this.socket.on('close', () => {
        resolve();
      }),
    );
  }

  write(bytes: string | Buffer): this {
    this.socket.write(bytes);
    return this;
  }

  /** Ends the sender's half. */
  end(): this {
    this.socket.end();
    return this;
  }

  reset(): void {
    this.socket.resetAndDestroy();
  }
}

/** Resolves when something has come true; fails the test after twenty seconds. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error('It did not come true in twenty seconds.');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
