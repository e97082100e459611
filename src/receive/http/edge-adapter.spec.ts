import { Controller, Get, Injectable, Logger, Module } from '@nestjs/common';
import type { INestApplication, OnModuleDestroy } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { connectionPlaces } from './connection-places';
import { EdgeAdapter } from './edge-adapter';
import type { EdgeLimits } from './edge-limits';

@Controller()
class GreetingController {
  @Get('greeting')
  greet(): string {
    return 'from Nest';
  }
}

@Injectable()
class Witness implements OnModuleDestroy {
  static readonly seen: string[] = [];

  onModuleDestroy(): void {
    Witness.seen.push('module destroyed');
  }
}

@Module({ controllers: [GreetingController], providers: [Witness] })
class GreetingModule {}

/** What comes back over a connection on which bytes are written as they are. */
class Wire {
  received = '';
  readonly socket: Socket;
  readonly closed: Promise<number>;

  constructor(port: number, bytes = '') {
    const start = performance.now();
    this.socket = connect(port, '127.0.0.1').setEncoding('latin1');
    this.socket.on('data', (text: string) => (this.received += text)).on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      this.socket.on('close', () => {
        resolve(performance.now() - start);
      });
    });
    this.socket.write(bytes);
  }

  async until(text: string): Promise<void> {
    while (!this.received.includes(text)) {
      if (this.socket.destroyed) throw new Error(`Closed after ${JSON.stringify(this.received)}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: edge\r\n\r\n`;
const FRONT = '/front';

describe('EdgeAdapter', () => {
  let app: INestApplication<Server>;
  let adapter: EdgeAdapter;
  let port: number;
  /** The requests that the fast path handler took and has not answered. */
  let taken: ServerResponse[];

  async function start(limits: Partial<EdgeLimits> = {}): Promise<void> {
    adapter = new EdgeAdapter({ checkEveryMs: 20, ...limits });
    app = await NestFactory.create<INestApplication<Server>>(GreetingModule, adapter);
    await app.listen(0, '127.0.0.1');
    port = (app.getHttpServer().address() as AddressInfo).port;
    taken = [];
    adapter.server.setFastPathHandler({
      matches: ({ url }) => url?.startsWith(FRONT) === true,
      tryHandle: () => false,
      handle: (request, response) => {
        request.on('error', () => undefined);
        taken.push(response);
      },
    });
  }

  async function taking(requests: number): Promise<void> {
    while (taken.length < requests) await new Promise((resolve) => setTimeout(resolve, 2));
  }

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  afterEach(async () => {
    for (const response of taken) response.end();
    await app.close();
  });

  it('gives the fast path handler its requests and Nest all others', async () => {
    await start();
    const wire = new Wire(port, get('/greeting') + get(FRONT));
    await wire.until('from Nest');
    await taking(1);
    taken[0]?.end('from the front');
    await wire.until('from the front');
    wire.socket.write(get('/elsewhere'));
    await wire.until('404');
    wire.socket.end();
  });

  it('has limits of 10 s for headers and 15 s for a request unless told otherwise', async () => {
    await start();
    const { headersTimeout, requestTimeout, keepAliveTimeout, maxConnections } = app.getHttpServer();
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, maxConnections }).toEqual({
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 65_000,
      maxConnections: connectionPlaces(),
    });
  });

  it.each([
    ['says nothing', ''],
    ['does not end its headers', `POST ${FRONT} HTTP/1.1\r\nHost: edge\r\n`],
    ['does not end its body', `POST ${FRONT} HTTP/1.1\r\nHost: edge\r\nContent-Length: 9\r\n\r\nhalf`],
  ])('closes a sender that %s', async (_, bytes) => {
    await start({ headersMs: 200, requestMs: 300 });
    const wire = new Wire(port, bytes);
    const closedAfter = await wire.closed;
    expect(closedAfter).toBeGreaterThanOrEqual(190);
    expect(closedAfter).toBeLessThan(2000);
    expect(wire.received).toMatch(/^HTTP\/1.1 408 /);
  });

  it('does not close a request that came in time and is answered late', async () => {
    await start({ headersMs: 100, requestMs: 150 });
    const wire = new Wire(port, get(FRONT));
    await taking(1);
    await new Promise((resolve) => setTimeout(resolve, 400));
    taken[0]?.end('late');
    await wire.until('late');
    wire.socket.end();
  });

  it('closes connections beyond the bound at once, tells those near it why, and serves the others', async () => {
    await start({ maxConnections: 3 });
    const inPlace = [new Wire(port, get('/greeting')), new Wire(port, get('/greeting'))];
    await Promise.all(inPlace.map((wire) => wire.until('from Nest')));
    const near = new Wire(port);
    const beyond = new Wire(port, get('/greeting'));
    await beyond.closed;
    expect(beyond.received).toBe('');
    near.socket.write(get('/greeting'));
    await near.closed;
    expect(near.received).toMatch(/^HTTP\/1.1 503 /);
    inPlace[0]?.socket.destroy();
    await inPlace[0]?.closed;
    inPlace[1]?.socket.end();
  });

  it('refuses HTTPS options rather than to serve plain HTTP in their place', async () => {
    await start();
    expect(() => {
      new EdgeAdapter().initHttpServer({ httpsOptions: {} });
    }).toThrow('plain HTTP');
  });

  describe('when the app is closed', () => {
    it('answers what runs before modules are destroyed, closes idle connections and takes no new ones', async () => {
      await start();
      Witness.seen.length = 0;
      const idle = new Wire(port, get('/greeting'));
      await idle.until('from Nest');
      const running = new Wire(port, get(FRONT));
      await taking(1);

      const closing = app.close().then(() => Witness.seen.push('closed'));
      await idle.closed;
      const refused = new Wire(port, get('/greeting'));
      await refused.closed;
      expect(refused.received).toBe('');
      expect(Witness.seen).toEqual([]);

      taken[0]?.on('finish', () => Witness.seen.push('answered')).end('in the end');
      const answeredAt = performance.now();
      await running.closed;
      expect(performance.now() - answeredAt).toBeLessThan(2000);
      expect(running.received).toContain('in the end');
      await closing;
      expect(Witness.seen).toEqual(['answered', 'module destroyed', 'closed']);
    });

    it('serves what a connection sent before its running request was answered, and tells that it closes', async () => {
      await start();
      const wire = new Wire(port, get(FRONT));
      await taking(1);
      const closing = app.close();
      wire.socket.write(get('/greeting'));
      await new Promise((resolve) => setTimeout(resolve, 50));
      taken[0]?.end('first');
      await wire.closed;
      expect(wire.received).toMatch(/first[^]*Connection: close[^]*from Nest$/);
      await closing;
    });

    it('cuts what does not end in time', async () => {
      await start({ closeMs: 200 });
      const wire = new Wire(port, get(FRONT));
      const silent = new Wire(port);
      await taking(1);
      const begin = performance.now();
      await app.close();
      expect(performance.now() - begin).toBeGreaterThanOrEqual(190);
      expect(performance.now() - begin).toBeLessThan(1500);
      await Promise.all([wire.closed, silent.closed]);
    });

    it('does not wait for a connection on which nothing was ever sent', async () => {
      await start();
      const silent = new Wire(port);
      const other = new Wire(port, get('/greeting'));
      await other.until('from Nest');
      const begin = performance.now();
      await app.close();
      expect(performance.now() - begin).toBeLessThan(1000);
      await silent.closed;
    });
  });
});
