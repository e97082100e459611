import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { AnswerEncoder } from './answer-encoder';
import type { EdgeLimits } from './edge-limits';
import type { FastPathHandler } from './fast-path-handler';
import { PlainConnection } from './plain-connection';
import { refuseConnection } from './refuse-connection';

/** Of all places: the others are for telling senders that there is none. */
const PLACES_TAKEN = 0.95;

/**
 * Lets a fast path handler have the plain requests of an HTTP server before its parser sees them. Connections for which
 * there is hardly a place are answered 503 and closed.
 */
export class FastPath {
  private readonly connections = new Set<PlainConnection>();
  private readonly encoder: AnswerEncoder;
  private isClosing = false;
  private handler: FastPathHandler | undefined;

  /** Connections that were refused because there was no place for them. */
  refusedConnections = 0;

  /**
   * To be made before anything listens to the server's connections.
   * @param openConnections how many there are
   */
  constructor(
    server: Server,
    private readonly limits: EdgeLimits,
    openConnections: () => number,
  ) {
    const places = Math.floor(limits.maxConnections * PLACES_TAKEN);
    this.encoder = new AnswerEncoder(limits.keepAliveMs);
    const own = server.listeners('connection') as ((this: Server, socket: Socket) => void)[];
    server.removeAllListeners('connection');
    const handOver = (socket: Socket): void => {
      for (const listener of own) listener.call(server, socket);
    };
    server.on('connection', (socket) => {
      if (openConnections() >= places) this.refuse(socket);
      else if (this.handler === undefined || this.isClosing) handOver(socket);
      else this.open(socket, this.handler, handOver);
    });
  }

  setFastPathHandler(handler: FastPathHandler): void {
    this.handler = handler;
  }

  /** Closes the connections, each after the answer that is under way. Later ones are the server's own. */
  close(): void {
    this.isClosing = true;
    for (const connection of this.connections) connection.close();
  }

  private refuse(socket: Socket): void {
    this.refusedConnections += 1;
    refuseConnection(socket);
  }

  private open(socket: Socket, handler: FastPathHandler, handOver: (socket: Socket) => void): void {
    const { headersMs: firstByteMs, keepAliveMs } = this.limits;
    const context = { handler, encoder: this.encoder, firstByteMs, keepAliveMs, handOver };
    const onEnded = (connection: PlainConnection): void => void this.connections.delete(connection);
    this.connections.add(new PlainConnection(socket, context, onEnded));
  }
}
