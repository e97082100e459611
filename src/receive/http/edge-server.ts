import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { DEFAULT_EDGE_LIMITS } from './edge-limits';
import type { EdgeLimits } from './edge-limits';
import type { FrontHandler } from './front-handler';
import { FrontLane } from './front-lane';
import { OrderlyClose } from './orderly-close';

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
  private readonly lane: FrontLane;
  private readonly orderly: OrderlyClose;
  private front: FrontHandler | undefined;
  private droppedConnections = 0;
  private closed: Promise<void> | undefined;

  /** @param listener answers what the front handler does not take */
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
        if (this.front?.matches(request)) this.front.handle(request, response);
        else listener(request, response);
      },
    );
    this.server.maxConnections = maxConnections;
    this.server.on('drop', () => (this.droppedConnections += 1));
    this.lane = new FrontLane(this.server, this.limits, () => this.orderly.openConnections);
    this.orderly = new OrderlyClose(this.server, closeMs);
  }

  /** Lets a handler take the requests it matches, from now on. */
  setFrontHandler(front: FrontHandler): void {
    this.front = front;
    this.lane.setFrontHandler(front);
  }

  /** What is known of the server's connections. */
  connections(): ConnectionFigures {
    return {
      open: this.orderly.openConnections,
      limit: this.limits.maxConnections,
      refused: this.droppedConnections + this.lane.refusedConnections,
    };
  }

  /** Resolves when the requests that ran are answered. */
  close(): Promise<void> {
    if (this.closed === undefined) {
      this.closed = this.orderly.close();
      this.lane.close();
    }
    return this.closed;
  }
}
