import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { AnswerEncoder } from './answer-encoder';
import type { EdgeLimits } from './edge-limits';
import type { FrontHandler } from './front-handler';
import { PlainConnection } from './plain-connection';

/** Lets a front handler have the plain requests of an HTTP server before its parser sees them. */
export class FrontLane {
  private readonly connections = new Set<PlainConnection>();
  private readonly encoder: AnswerEncoder;
  private isClosing = false;
  private front: FrontHandler | undefined;

  /** To be made before anything listens to the server's connections. */
  constructor(
    server: Server,
    private readonly limits: EdgeLimits,
  ) {
    this.encoder = new AnswerEncoder(limits.keepAliveMs);
    const own = server.listeners('connection') as ((this: Server, socket: Socket) => void)[];
    server.removeAllListeners('connection');
    const handOver = (socket: Socket): void => {
      for (const listener of own) listener.call(server, socket);
    };
    server.on('connection', (socket) => {
      if (this.front === undefined || this.isClosing) handOver(socket);
      else this.open(socket, this.front, handOver);
    });
  }

  setFrontHandler(front: FrontHandler): void {
    this.front = front;
  }

  /** Closes the connections, each after the answer that is under way. Later ones are the server's own. */
  close(): void {
    this.isClosing = true;
    for (const connection of this.connections) connection.close();
  }

  private open(socket: Socket, front: FrontHandler, handOver: (socket: Socket) => void): void {
    const { headersMs: firstByteMs, keepAliveMs } = this.limits;
    const context = { front, encoder: this.encoder, firstByteMs, keepAliveMs, handOver };
    const onLeave = (connection: PlainConnection): void => void this.connections.delete(connection);
    this.connections.add(new PlainConnection(socket, context, onLeave));
  }
}
