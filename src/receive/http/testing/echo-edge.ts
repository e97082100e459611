import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { DEFAULT_EDGE_LIMITS } from '../edge-limits';
import type { EdgeLimits } from '../edge-limits';
import type { FastPathHandler, WholeAnswer } from '../fast-path-handler';
import { FastPath } from '../fast-path';
import { answerHalfClosed } from '../half-closed-senders';
import type { PlainRequest } from '../plain-request';

interface Asked {
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

const answerOf = ({ url = '', headers: asked }: Asked, body: Buffer): WholeAnswer => {
  const text = `${url} ${body.toString('latin1')}`;
  const lines = Object.entries(asked).map(([name, value]) => `${name}: ${String(value)}`);
  const seen = encodeURIComponent(lines.sort().join());
  const headers = { 'Content-Type': 'text/plain', 'Content-Length': Buffer.byteLength(text), 'X-Seen': seen };
  return { status: url === '/hook/wrong' ? 401 : 200, headers, body: text };
};

/** Answers what it is asked, on the fast path and off it, and how it read it; some of it late. */
class Echo implements FastPathHandler {
  taken = 0;
  handled = 0;
  /** Answers that wait, instead of being given. */
  held: (() => void)[] | undefined;

  matches({ url }: { readonly url?: string | undefined }): boolean {
    return url?.includes('/hook') === true;
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.handled += 1;
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, headers, body } = answerOf(request, Buffer.concat(chunks));
      const give = () => response.writeHead(status, headers).end(body);
      if (request.url === '/hook/late') setTimeout(give, 1);
      else give();
    });
  }

  tryHandle(request: PlainRequest, answer: (answer: WholeAnswer) => void): boolean {
    const { url, body } = request;
    if (!this.matches(request) || url === '/hook/odd') return false;
    this.taken += 1;
    const give = () => {
      answer(answerOf(request, body));
    };
    if (this.held) this.held.push(give);
    else if (url === '/hook/late') setTimeout(give, 1);
    else if (url === '/hook/now') give();
    else setImmediate(give);
    return true;
  }
}

/** An HTTP server in front of an {@link Echo}, with a fast path for it or without. */
export class EchoEdge {
  readonly echo = new Echo();
  readonly server: Server;
  fastPath: FastPath | undefined;

  constructor(withLane: boolean, limits: Partial<EdgeLimits> = {}) {
    this.server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
      this.echo.handle(request, response);
    });
    answerHalfClosed(this.server);
    if (!withLane) return;
    let open = 0;
    this.fastPath = new FastPath(this.server, { ...DEFAULT_EDGE_LIMITS, ...limits }, () => open);
    this.server.on('connection', (socket: Socket) => {
      open += 1;
      socket.on('close', () => (open -= 1));
    });
    this.fastPath.setFastPathHandler(this.echo);
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.fastPath?.close();
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
