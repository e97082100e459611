import { Agent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { answerHeaders, requestHeaders } from './forwarded-headers';
import { SignOfLife } from './sign-of-life';

/** Requests of readers that are answered at once. The API has queues of its own, and they are shorter. */
const MAX_UNDER_WAY = 200;
/** Connections that readers may keep open between requests: all others are for senders. */
const MAX_READERS = 1_000;
/** A reader who takes nothing of his answer for so long is gone. */
const IDLE_READER_MS = 5 * 60_000;

/** Why a request is not answered by the process it is for. */
export type NotForwarded = 'down' | 'silent' | 'busy';

export interface ForwarderOptions {
  /** The Unix socket of the process that answers. */
  readonly socketPath: string;
  /** Answers a request that cannot be forwarded, of which the body may not have been read. */
  readonly refuse: (request: IncomingMessage, response: ServerResponse, why: NotForwarded) => void;
  readonly maxUnderWay?: number;
  readonly maxReaders?: number;
  readonly signOfLife?: { readonly afterMs: number; readonly timeoutMs: number };
}

/**
 * Passes requests on to another process of this machine, and its answers back. Both stream, no faster than whoever
 * reads them; whoever breaks off, the other side is told. However many readers there are, senders of deliveries find
 * a place.
 */
export class Forwarder {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly readers = new Set<Socket>();
  private readonly life: SignOfLife;
  private underWay = 0;

  constructor(private readonly options: ForwarderOptions) {
    this.life = new SignOfLife(options.socketPath, options.signOfLife);
  }

  forward(request: IncomingMessage, response: ServerResponse): void {
    this.remember(request.socket);
    if (this.readers.size > (this.options.maxReaders ?? MAX_READERS)) response.shouldKeepAlive = false;
    const why = this.whyNot();
    if (why === undefined) this.pass(request, response);
    else this.options.refuse(request, response, why);
  }

  /** Closes the connections that wait for another request. */
  close(): void {
    this.agent.destroy();
    this.life.close();
  }

  private whyNot(): NotForwarded | undefined {
    if (this.underWay >= (this.options.maxUnderWay ?? MAX_UNDER_WAY)) return 'busy';
    return this.life.isSilent ? 'silent' : undefined;
  }

  private remember(socket: Socket): void {
    if (this.readers.has(socket)) return;
    this.readers.add(socket);
    socket.once('close', () => this.readers.delete(socket));
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    this.underWay += 1;
    const passed = this.begin(request);
    let failure: NotForwarded = 'down';
    const heard = this.life.await(() => {
      failure = 'silent';
      passed.destroy(new Error('the process that answers gives no sign of life'));
    });
    response.setTimeout(IDLE_READER_MS, () => response.destroy());
    response.once('close', () => {
      this.underWay -= 1;
      heard();
      if (!response.writableFinished) passed.destroy();
    });
    passed.once('response', (answer) => {
      heard();
      passBack(answer, request, response);
    });
    passed.on('error', () => {
      heard();
      request.unpipe(passed);
      if (!response.headersSent && !response.destroyed) this.options.refuse(request, response, failure);
    });
    request.on('error', () => passed.destroy());
    // Whoever answers may refuse before the body comes.
    if (request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined)
      passed.flushHeaders();
    request.pipe(passed);
  }

  private begin(request: IncomingMessage): ClientRequest {
    return httpRequest({
      socketPath: this.options.socketPath,
      agent: this.agent,
      method: request.method,
      path: request.url,
      headers: requestHeaders(request),
    });
  }
}

function passBack(answer: IncomingMessage, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answerHeaders(answer));
  // What breaks off must not look like an end: with HTTP/1.0, an orderly close is one.
  answer.once('error', () => request.socket.resetAndDestroy());
  pipeline(answer, response, () => undefined);
}
