import type { NestApplicationOptions } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { RequestListener } from 'node:http';
import type { EdgeLimits } from './edge-limits';
import { DATA_HEADERS } from './data-headers';
import { EdgeServer } from './edge-server';
import { takePeer } from './forwarded-peer';

/**
 * Nest on Express, on an {@link EdgeServer}. When the app is closed, requests that run are answered before any module
 * is destroyed, so the application options `forceCloseConnections` and `return503OnClosing` are without effect. Every
 * answer has the {@link DATA_HEADERS}, unless what answers sets others.
 */
export class EdgeAdapter extends ExpressAdapter {
  private edge: EdgeServer | undefined;

  /** @param isBehindReceiver its requests come from the process that receives, which tells whose they are */
  constructor(
    private readonly limits: Partial<EdgeLimits> = {},
    private readonly isBehindReceiver = false,
  ) {
    super();
  }

  /** @throws Error before Nest has made the server */
  get server(): EdgeServer {
    if (this.edge === undefined) throw new Error('the HTTP server is not there yet');
    return this.edge;
  }

  /** @throws Error for HTTPS options: encryption is the task of a proxy in front of the service. */
  override initHttpServer({ httpsOptions }: Pick<NestApplicationOptions, 'httpsOptions'>): void {
    if (httpsOptions) throw new Error('The edge serves plain HTTP: leave TLS to a proxy in front of it.');
    const express = this.getInstance<RequestListener>();
    this.edge = new EdgeServer((request, response) => {
      if (this.isBehindReceiver) takePeer(request);
      for (const [name, value] of Object.entries(DATA_HEADERS)) response.setHeader(name, value);
      express(request, response);
    }, this.limits);
    this.httpServer = this.edge.server;
  }

  /** Resolves when the requests that ran are answered. Nest waits for it before it destroys modules. */
  override beforeClose(): unknown {
    super.beforeClose();
    return this.close();
  }

  override close(): Promise<void> {
    return this.server.close();
  }
}
