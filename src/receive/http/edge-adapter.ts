import type { NestApplicationOptions } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
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

/**
 * Nest on Express, on an HTTP server with tight limits on slow senders, whose hottest route may bypass both.
 * Plain HTTP only. When the app is closed, requests that run are answered before any module is destroyed, so
 * the application options `forceCloseConnections` and `return503OnClosing` are without effect.
 */
export class EdgeAdapter extends ExpressAdapter {
  private readonly limits: EdgeLimits;
  private front: FrontHandler | undefined;
  private lane: FrontLane | undefined;
  private orderly: OrderlyClose | undefined;
  private droppedConnections = 0;
  private closed: Promise<void> | undefined;

  constructor(limits: Partial<EdgeLimits> = {}) {
    super();
    this.limits = { ...DEFAULT_EDGE_LIMITS, ...limits };
  }

  /** Lets a handler take the requests it matches, from now on. */
  setFrontHandler(front: FrontHandler): void {
    this.front = front;
    this.lane?.setFrontHandler(front);
  }

  /** What is known of the server's connections. */
  connections(): ConnectionFigures {
    return {
      open: this.orderly?.openConnections ?? 0,
      limit: this.limits.maxConnections,
      refused: this.droppedConnections + (this.lane?.refusedConnections ?? 0),
    };
  }

  /** @throws Error for HTTPS options: encryption is the task of a proxy in front of the service. */
  override initHttpServer({ httpsOptions }: Pick<NestApplicationOptions, 'httpsOptions'>): void {
    if (httpsOptions) throw new Error('The edge serves plain HTTP: leave TLS to a proxy in front of it.');
    const { headersMs, requestMs, checkEveryMs, keepAliveMs, maxConnections, closeMs } = this.limits;
    const express = this.getInstance<RequestListener>();
    const server = createServer(
      {
        headersTimeout: headersMs,
        requestTimeout: requestMs,
        connectionsCheckingInterval: checkEveryMs,
        keepAliveTimeout: keepAliveMs,
      },
      (request, response) => {
        if (this.closed) response.shouldKeepAlive = false;
        if (this.front?.matches(request)) this.front.handle(request, response);
        else express(request, response);
      },
    );
    server.maxConnections = maxConnections;
    server.on('drop', () => (this.droppedConnections += 1));
    this.lane = new FrontLane(server, this.limits, () => this.orderly?.openConnections ?? 0);
    this.orderly = new OrderlyClose(server, closeMs);
    this.httpServer = server;
  }

  /** Resolves when the requests that ran are answered. Nest waits for it before it destroys modules. */
  override beforeClose(): unknown {
    super.beforeClose();
    return this.close();
  }

  override close(): Promise<void> {
    if (this.closed === undefined) {
      this.closed = this.orderly?.close() ?? Promise.resolve();
      this.lane?.close();
    }
    return this.closed;
  }
}
