import { Controller, Get, Logger, Module, Req } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Request } from 'express';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { EdgeAdapter } from './edge-adapter';
import { Forwarder } from './forwarder';
import type { ForwarderOptions } from './forwarder';

const MANY_BYTES = 24 * 2 ** 20;

/** Of whatever is awaited here: far more than it takes. */
async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error('not within 20 seconds');
    await sleep(5);
  }
}

@Controller()
class AddressController {
  @Get('address')
  address(@Req() { ip, ips, protocol, hostname, headers, socket }: Request): object {
    const { remoteAddress, remotePort } = socket;
    return { ip, ips, protocol, hostname, headers, remoteAddress, remotePort };
  }
}

@Module({ controllers: [AddressController] })
class AddressModule {}

describe('Forwarder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forwarder-'));
  const socketPath = join(folder, 'serve.sock');
  let front: Server;
  let forwarder: Forwarder;
  let behind: Server | undefined;
  let app: INestApplication | undefined;
  let port: number;
  let refused: string[];

  async function start(
    listener: RequestListener | undefined,
    options: Partial<ForwarderOptions> = {},
  ): Promise<void> {
    refused = [];
    forwarder = new Forwarder({
      socketPath,
      refuse: (_request, response, why) => {
        refused.push(why);
        response.writeHead(503).end(why);
      },
      ...options,
    });
    front = createServer((request, response) => {
      forwarder.forward(request, response);
    });
    front.listen(0, '127.0.0.1');
    if (listener) {
      behind = createServer(listener).listen(socketPath);
      await once(behind, 'listening');
    }
    if (!front.listening) await once(front, 'listening');
    ({ port } = front.address() as AddressInfo);
  }

  afterEach(async () => {
    forwarder.close();
    front.closeAllConnections();
    front.close();
    behind?.closeAllConnections();
    behind?.close();
    behind = undefined;
    await app?.close();
    app = undefined;
    rmSync(socketPath, { force: true });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const ask = (path = '/', init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);
  /** What comes back to bytes that are written as they are. */
  const raw = async (bytes: string): Promise<string> => {
    const socket = connect(port, '127.0.0.1').setEncoding('latin1');
    socket.write(bytes);
    return text(socket);
  };

  it('passes bodies on and back byte for byte, with their status and headers', async () => {
    await start((request, response) => {
      const hash = createHash('sha256');
      request.on('data', (chunk: Buffer) => hash.update(chunk));
      request.on('end', () => {
        response.setHeader('Set-Cookie', ['a=1', 'b=2']);
        response.setHeader('X-Hash', hash.digest('hex'));
        response.writeHead(201, 'Made so');
        for (let at = 0; at < body.length; at += 100_003) response.write(body.subarray(at, at + 100_003));
        response.end();
      });
    });
    const body = randomBytes(MANY_BYTES);
    const response = await ask('/any?a=b', { method: 'PUT', body });
    expect([response.status, response.statusText]).toEqual([201, 'Made so']);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('x-hash')).toBe(createHash('sha256').update(body).digest('hex'));
    expect(body.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
  });

  it('takes no more of an answer than its reader does', async () => {
    let written = 0;
    await start((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      const write = () => {
        while (written < MANY_BYTES) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', write);
        }
        response.end();
      };
      write();
    });
    const { body } = await ask();
    await sleep(300);
    expect(written).toBeLessThan(MANY_BYTES / 2);
    let read = 0;
    for await (const chunk of body ?? []) read += (chunk as Buffer).length;
    expect(read).toBe(MANY_BYTES);
  });

  it('drops what belongs to a connection, and passes everything else on as it is', async () => {
    let seen: IncomingMessage | undefined;
    await start((request, response) => {
      seen = request;
      response.writeHead(200, {
        Connection: 'x-mine',
        'X-Mine': '1',
        'Keep-Alive': 'timeout=1',
        'X-Yours': '2',
      });
      response.end('ok');
    });
    const answer = await raw(
      'GET /path//%41?q=%20 HTTP/1.1\r\nHost: shop.example\r\nConnection: close, X-Secret\r\nX-Secret: 1\r\n' +
        'TE: trailers\r\nUpgrade: h2c\r\nX-Forwarded-For: 1.2.3.4\r\nX-Two: a\r\nX-Two: b\r\n' +
        'X-SignalZen-Analytics-Peer: ["6.6.6.6",6]\r\n\r\n',
    );
    expect(seen?.url).toBe('/path//%41?q=%20');
    expect(seen?.headers).toMatchObject({
      host: 'shop.example',
      'x-forwarded-for': '1.2.3.4',
      'x-two': 'a, b',
    });
    for (const name of ['x-secret', 'te', 'upgrade']) expect(seen?.headers).not.toHaveProperty(name);
    expect(JSON.stringify(seen?.headers)).not.toContain('6.6.6.6');
    expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*X-Yours: 2\r\n[^]*Connection: close\r\n/);
    expect(answer).not.toMatch(/X-Mine|timeout=1/);
  });

  it('shows the process behind it the address of the client, and has it trust nobody else', async () => {
    await start(undefined);
    Logger.overrideLogger(false);
    app = await NestFactory.create(AddressModule, new EdgeAdapter({}, true));
    await app.init();
    const server = app.getHttpServer() as Server;
    server.listen(socketPath);
    await once(server, 'listening');
    for (let times = 0; times < 2; times += 1) {
      const socket = httpRequest({
        port,
        host: '127.0.0.1',
        localAddress: '127.0.0.2',
        path: '/address',
        headers: {
          'X-Forwarded-For': '9.9.9.9',
          'X-Forwarded-Proto': 'https',
          'X-Forwarded-Host': 'evil.example',
        },
      }).end();
      const [response] = (await once(socket, 'response')) as [IncomingMessage];
      const localPort = socket.socket?.localPort;
      const told = JSON.parse(await text(response)) as { headers: object };
      expect(told).toMatchObject({
        ...{ ip: '127.0.0.2', ips: [], protocol: 'http', hostname: '127.0.0.1' },
        ...{ remoteAddress: '127.0.0.2', remotePort: localPort },
        headers: { 'x-forwarded-for': '9.9.9.9' },
      });
      expect(Object.keys(told.headers)).not.toContain('x-signalzen-analytics-peer');
    }
  });

  it('tells the process behind it when the client leaves, before the answer and in the middle of it', async () => {
    const closed: string[] = [];
    await start((request, response) => {
      response.once('close', () => closed.push(`${request.url ?? ''} ${String(response.writableFinished)}`));
      if (request.url === '/begun') response.write('a beginning');
    });
    for (const path of ['/late', '/begun']) {
      const leaving = new AbortController();
      const asked = ask(path, { signal: leaving.signal }).catch(() => undefined);
      await (path === '/begun' ? asked : sleep(100));
      leaving.abort();
      await asked;
      await until(() => closed.includes(`${path} false`));
    }
  });

  it('resets the connection of a client whose answer breaks off, also where an end would be its end', async () => {
    await start((_request, response) => {
      response.write('half of it');
      setTimeout(() => response.destroy(), 50);
    });
    const ended = new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', (error) => {
        resolve((error as NodeJS.ErrnoException).code ?? '');
      });
      socket.on('end', () => {
        resolve('an end');
      });
      socket.resume().write('GET / HTTP/1.0\r\nHost: a\r\n\r\n');
    });
    expect(await ended).toBe('ECONNRESET');
    await expect(ask().then((response) => response.text())).rejects.toThrow();
  });

  it('refuses at once while nobody is behind it, and goes on when somebody is', async () => {
    await start(undefined);
    const body = randomBytes(2 ** 20);
    expect((await ask('/', { method: 'POST', body })).status).toBe(503);
    expect(refused).toEqual(['down']);
    behind = createServer(
      (request, response) => void request.resume().once('end', () => response.end('here')),
    );
    behind.listen(socketPath);
    await once(behind, 'listening');
    expect(await (await ask('/', { method: 'POST', body })).text()).toBe('here');
  });

  it('waits for a late answer as long as there is a sign of life, and not for one that stands still', async () => {
    const held: ServerResponse[] = [];
    let isStill = false;
    await start(
      (request, response) => {
        if (request.url === '/healthz' && !isStill) response.end('ok');
        else held.push(response);
      },
      { signOfLife: { afterMs: 100, timeoutMs: 200 } },
    );
    const late = ask('/late');
    await sleep(700);
    held[0]?.end('after all');
    expect(await (await late).text()).toBe('after all');

    isStill = true;
    expect((await ask('/never')).status).toBe(503);
    expect((await ask('/next')).status).toBe(503);
    expect(refused).toEqual(['silent', 'silent']);
    isStill = false;
    await until(() => {
      void ask('/again').catch(() => undefined);
      return held.length > 3;
    });
  });

  it('answers so many requests at once, and keeps so many connections', async () => {
    const held: ServerResponse[] = [];
    await start((_request, response) => held.push(response), { maxUnderWay: 2, maxReaders: 3 });
    const two = [ask(), ask()];
    await until(() => held.length === 2);
    const third = await ask();
    expect([third.status, await third.text(), third.headers.get('connection')]).toEqual([
      503,
      'busy',
      'keep-alive',
    ]);
    const sockets = [1, 2, 3].map(() => connect(port, '127.0.0.1'));
    for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const answers = await Promise.all(
      sockets.map(async (socket) => String((await once(socket, 'data')) as [Buffer])),
    );
    expect(answers.filter((answer) => answer.includes('Connection: close')).length).toBeGreaterThanOrEqual(2);
    for (const response of held) response.end();
    await Promise.all(two);
    for (const socket of sockets) socket.destroy();
  });
});
