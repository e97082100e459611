import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { DEFAULT_EDGE_LIMITS } from './edge-limits';
import type { EdgeLimits } from './edge-limits';
import type { FastPathHandler } from './fast-path-handler';
import { FastPath } from './fast-path';
import { answerHalfClosed, endWithSender } from './half-closed-senders';
import { OrderlyClose } from './orderly-close';
import { answerUnreadable } from './unreadable-requests';

export interface ConnectionFigures {
  readonly open: number;
  /** See {@link EdgeLimits.maxConnections}. */
  readonly limit: number;
  /** Since the start: answered 503 or closed at once because there were too many. */
  readonly refused: number;
}

/** An HTTP server with tight limits on slow senders, whose hottest route may bypass Node's parser. Plain HTTP only. */
export class EdgeServer {
  readonly server: Server;
  private readonly limits: EdgeLimits;
  private readonly fastPath: FastPath;
  private readonly orderly: OrderlyClose;
  private handler: FastPathHandler | undefined;
  private droppedConnections = 0;
  private closed: Promise<void> | undefined;

  /** @param listener answers what the fast path handler does not take */
  constructor(listener: RequestListener, limits: Partial<EdgeLimits> = {}) {
    this.limits = { ...DEFAULT_EDGE_LIMITS, ...limits };
    const { headersMs, requestMs, checkEveryMs, keepAliveMs, maxConnections, closeMs } = this.limits;
    this.server = createServer(
      {
        headersTimeout: headersMs,
        requestTimeout: requestMs,
        connectionsCheckingInterval: checkEveryMs,
        keepAliveTimeout: keepAliveMs,
      },
      (request, response) => {
        if (this.closed) response.shouldKeepAlive = false;
        if (this.handler?.matches(request)) {
          this.handler.handle(request, response);
        } else {
          endWithSender(request, response);
          listener(request, response);
        }
      },
    );
    answerHalfClosed(this.server);
    answerUnreadable(this.server);
    this.server.maxConnections = maxConnections;
    this.server.on('drop', () => (this.droppedConnections += 1));
    this.fastPath = new FastPath(this.server, this.limits, () => this.orderly.openConnections);
    this.orderly = new OrderlyClose(this.server, closeMs);
  }

  /** Lets a handler take the requests it matches, from now on. */
  setFastPathHandler(handler: FastPathHandler): void {
    this.handler = handler;
    this.fastPath.setFastPathHandler(handler);
  }

  /** What is known of the server's connections. */
  connections(): ConnectionFigures {
    return {
      open: this.orderly.openConnections,
      limit: this.limits.maxConnections,
      refused: this.droppedConnections + this.fastPath.refusedConnections,
    };
  }

  /** Resolves when the requests that ran are answered. */
  close(): Promise<void> {
    if (this.closed === undefined) {
      this.closed = this.orderly.close();
      this.fastPath.close();
    }
    return this.closed;
  }
}
