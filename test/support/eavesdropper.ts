import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A program of somebody else's on the loopback interface, which keeps all that it is told. */
export class Eavesdropper {
  /** Of every connection, also of those that said nothing. */
  readonly heard: string[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      const index = this.heard.push('') - 1;
      this.sockets.add(socket);
      socket.on('data', (bytes) => {
        this.heard[index] = `${this.heard[index] ?? ''}${bytes.toString('latin1')}`;
      });
      socket.on('error', () => undefined);
    });
  }

  /** Tries until the port is free; `0`: any. */
  static async on(port: number): Promise<Eavesdropper> {
    for (;;) {
      const server = createServer();
      const isListening = await new Promise<boolean>((resolve) => {
        server.once('error', () => {
          resolve(false);
        });
        server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
          resolve(true);
        });
      });
      if (isListening) return new Eavesdropper(server);
    }
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}
