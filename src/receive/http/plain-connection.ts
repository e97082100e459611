import type { Socket } from 'node:net';
import type { AnswerEncoder } from './answer-encoder';
import type { FastPathHandler, WholeAnswer } from './fast-path-handler';
import { readPlainRequest } from './plain-request';

/** To a sender that never said anything. As Node says it. */
const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

/** What the connections of a server share. */
export interface PlainConnectionContext {
  readonly handler: FastPathHandler;
  readonly encoder: AnswerEncoder;
  /** For the first byte of a connection, in milliseconds. */
  readonly firstByteMs: number;
  /** For the next request of a connection, in milliseconds. */
  readonly keepAliveMs: number;
  /** Gives the connection to Node's HTTP server, which goes on with the bytes that were left unread. */
  readonly handOver: (socket: Socket) => void;
}

/**
 * A connection for as long as nothing but plain requests for the fast path handler come over it. They are read here,
 * without Node's parser and its streams: that is half of what a request costs. With the first bytes that are
 * anything else the connection goes to Node's HTTP server, for good: nothing is interpreted here that
 * could be read in two ways, and no half request is waited for.
 */
export class PlainConnection {
  /** A request is being answered, or the answer waits for the sender to take it. */
  private isBusy = false;
  private isClosing = false;
  private hasSenderEnded = false;

  /** @param onEnded the connection is closed, or handed over */
  constructor(
    private readonly socket: Socket,
    private readonly context: PlainConnectionContext,
    private readonly onEnded: (connection: PlainConnection) => void,
  ) {
    socket
      .on('data', this.onData)
      .on('end', this.onEnd)
      .on('timeout', this.onTimeout)
      .on('error', this.onError)
      .on('close', this.onClose)
      .setTimeout(context.firstByteMs);
  }

  /** Closes the connection, after the answer that is under way. */
  close(): void {
    this.isClosing = true;
    if (!this.isBusy) this.socket.destroySoon();
  }

  private readonly onData = (chunk: Buffer): void => {
    if (this.isBusy) this.unread(chunk);
    else this.read(chunk);
  };

  private read(bytes: Buffer): void {
    const found = readPlainRequest(bytes);
    if (found === undefined) {
      this.fallBackToNode(bytes);
      return;
    }
    this.isBusy = true;
    if (found.end < bytes.length) this.unread(bytes.subarray(found.end));
    if (!this.context.handler.tryHandle(found.request, this.answer))
      this.fallBackToNode(bytes.subarray(0, found.end));
  }

  /**
   * A sender that is ahead is read on when it has its answer: answers keep the order of the requests. The bytes wait
   * in the socket, so that the sender's end, too, is seen only after them.
   */
  private unread(bytes: Buffer): void {
    this.socket.pause();
    this.socket.unshift(bytes);
  }

  private readonly answer = (answer: WholeAnswer): void => {
    const { socket, context, isClosing, hasSenderEnded } = this;
    if (socket.destroyed) return;
    const keepAlive = !isClosing && !hasSenderEnded;
    const isTaken = socket.write(context.encoder.encode(answer, keepAlive));
    if (!keepAlive) socket.destroySoon();
    else if (isTaken) this.goOn();
    else socket.once('drain', this.goOn);
  };

  private readonly goOn = (): void => {
    const { socket, context } = this;
    // What would still be read could not be answered any more: it is left to be sent again.
    if (this.isClosing || this.hasSenderEnded) {
      socket.destroySoon();
      return;
    }
    this.isBusy = false;
    if (socket.timeout !== context.keepAliveMs) socket.setTimeout(context.keepAliveMs);
    if (socket.isPaused()) socket.resume();
  };

  private fallBackToNode(bytes: Buffer): void {
    const { socket } = this;
    socket
      .off('data', this.onData)
      .off('end', this.onEnd)
      .off('timeout', this.onTimeout)
      .off('error', this.onError)
      .off('close', this.onClose)
      .setTimeout(0);
    this.unread(bytes);
    this.onEnded(this);
    this.context.handOver(socket);
    socket.resume();
  }

  private readonly onEnd = (): void => {
    this.hasSenderEnded = true;
    if (!this.isBusy) this.socket.destroySoon();
  };

  private readonly onTimeout = (): void => {
    const { socket } = this;
    if (socket.bytesRead === 0) socket.write(TOO_SLOW, () => socket.destroy());
    // Either it is idle, or it does not take its answers.
    else if (!this.isBusy || socket.writableNeedDrain) socket.destroy();
  };

  /** A connection that breaks is closed by Node; what was taken from it is kept. */
  private readonly onError = (): void => undefined;

  private readonly onClose = (): void => {
    this.onEnded(this);
  };
}
