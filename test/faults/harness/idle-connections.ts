import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Many connections that say something once, or now and then, and never finish. */
export class IdleConnections {
  private readonly open = new Set<Socket>();
  private readonly timers: NodeJS.Timeout[] = [];

  /** @param url of the server */
  constructor(private readonly url: string) {}

  get count(): number {
    return this.open.size;
  }

  /** Opens so many. @param first what each says at once @param drip what it says again every second */
  async add(count: number, first: string, drip = ''): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.addOne(first, drip)));
  }

  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const socket of this.open) socket.destroy();
  }

  private addOne(first: string, drip: string): Promise<void> {
    const { hostname, port } = new URL(this.url);
    return new Promise((opened) => {
      const socket = connect(Number(port), hostname);
      this.open.add(socket);
      socket.on('connect', () => {
        if (first !== '') socket.write(first);
        opened();
      });
      socket.on('error', () => socket.destroy()).resume();
      socket.on('close', () => {
        this.open.delete(socket);
        opened();
      });
      if (drip === '') return;
      this.timers.push(
        setInterval(() => {
          if (socket.writable) socket.write(drip);
        }, 1000),
      );
    });
  }
}
