import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const SWEEP_EVERY_MS = 100;

/** Closes an HTTP server without cutting off the requests that run. */
export class OrderlyClose {
  private readonly connections = new Set<Socket>();

  /** To be made before the server listens. Requests still running after `graceMs` are cut. */
  constructor(
    private readonly server: Server,
    private readonly graceMs: number,
  ) {
    server.on('connection', (socket) => {
      this.connections.add(socket);
      socket.on('close', () => this.connections.delete(socket));
    });
  }

  get openConnections(): number {
    return this.connections.size;
  }

  /** Stops listening, closes the connections without a request, and resolves when none is left. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      // A connection that was kept alive by an answer already under way becomes idle only later.
      const sweep = setInterval(() => {
        this.server.closeIdleConnections();
      }, SWEEP_EVERY_MS);
      const cut = setTimeout(() => {
        for (const socket of this.connections) socket.destroy();
      }, this.graceMs);
      this.server.close(() => {
        clearInterval(sweep);
        clearTimeout(cut);
        resolve();
      });
      this.closeUnused();
    });
  }

  /** Browsers open connections in advance; Node counts one that never said anything as busy. */
  private closeUnused(): void {
    for (const socket of this.connections) {
      if (socket.bytesRead === 0) socket.destroy();
    }
  }
}
