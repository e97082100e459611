import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import type { EdgeLimits } from './edge-limits';
import { conversation, inPieces } from './testing/conversation';
import { EchoEdge } from './testing/echo-edge';

const post = (url: string, body: string, lines = '') =>
  `POST ${url} HTTP/1.1\r\nHost: edge\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${lines}\r\n${body}`;

const requests = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.constantFrom('/hook', '/hook/late', '/hook/now', '/hook/wrong', '/hook/odd'),
        fc.constantFrom('', 'x', '{"a":1}', 'y'.repeat(5000)),
      )
      .map(([url, body]) => post(url, body)),
  },
  fc.constantFrom(
    'GET /hook HTTP/1.1\r\nHost: edge\r\n\r\n',
    'POST /hook HTTP/1.1\r\nHost: edge\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    post('/hook', 'z', 'X-Twice: 1\r\nX-Twice: 2\r\n'),
    post('/hook', 'z', 'Transfer-Encoding: identity\r\n'),
    post('/hook', 'z', `Content-Length: 1\r\n`),
    post('/hook', 'z', 'X-Odd: a\nb\r\n'),
    post('/hook', 'z', 'Connection: close\r\n'),
    'POST /hook HTTP/1.1\r\nContent-Length: 1\r\n\r\nz',
    'POST /hook HTTP/1.0\r\nHost: edge\r\nContent-Length: 1\r\n\r\nz',
    'POST /hook HTTP/1.1\r\nHost: edge\r\nContent-Length: 12\r\n\r\nhalf',
    'rubbish\r\n\r\n',
    '\r\n',
  ),
);

/** After it the server closes the connection; if the bytes before it want more, they get it, and no HTTP after it. */
const LAST = 'GET /hook/last HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n';
const BAD_REQUEST = 'HTTP/1.1 400 Bad Request';

describe('FastPath', () => {
  const open: { stop(): Promise<void> }[] = [];
  const sockets: Socket[] = [];
  const start = async (withLane: boolean, limits?: Partial<EdgeLimits>) => {
    const edge = await new EchoEdge(withLane, limits).start();
    open.push(edge);
    return edge;
  };
  const sender = (port: number): Socket => {
    const socket = connect({ port, host: '127.0.0.1' }).setEncoding('latin1');
    sockets.push(socket);
    return socket.on('error', () => undefined);
  };

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const edge of open.splice(0)) await edge.stop();
  });

  it('answers whatever comes, in whatever pieces, as the HTTP server without it does', async () => {
    const withLane = await start(true);
    const without = await start(false);
    const pieces = fc.array(fc.nat(), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(requests, { minLength: 1, maxLength: 6 }), pieces, async (parts, cuts) => {
        const bytes = Buffer.from(parts.join('') + LAST, 'latin1');
        const [one = '', other = ''] = await Promise.all(
          [withLane, without].map(({ port }) => conversation(port, inPieces(bytes, cuts))),
        );
        const isRefused = [one, other].map((text) => text.includes(BAD_REQUEST));
        expect(isRefused[0]).toBe(isRefused[1]);
        if (isRefused[1] === false) expect(one).toBe(other);
        // Over bytes that are no HTTP, Node forgets the answers to good requests before them that are not out yet.
        const good = [one, other].map((text) => text.split(BAD_REQUEST)[0] ?? '');
        const [shorter = '', longer = ''] = good.sort((a, b) => a.length - b.length);
        expect(longer.startsWith(shorter)).toBe(true);
      }),
      { numRuns: 400 },
    );
    expect(withLane.echo.taken).toBeGreaterThan(100);
    expect(withLane.echo.handled).toBeGreaterThan(100);
  });

  it('keeps the order of the answers on one connection, and the order of the requests', async () => {
    const { port, echo } = await start(true);
    const urls = Array.from(
      { length: 3000 },
      (_, index) => `/hook${['', '/late', '/now'][index % 3] ?? ''}?${index}`,
    );
    const text = await conversation(port, [Buffer.from(urls.map((url) => post(url, 'x')).join('') + LAST)]);
    expect([...text.matchAll(/\r\n\r\n(\S+) x/g)].map(([, url]) => url)).toEqual(urls);
    expect(echo.taken).toBeGreaterThan(1000);
    expect(echo.taken + echo.handled).toBe(3001);
  });

  it('stops reading a sender that takes no answers, and goes on when it does', async () => {
    const { port, echo } = await start(true);
    const socket = sender(port).pause();
    const body = 'x'.repeat(60_000);
    const count = 400;
    for (let index = 0; index < count; index += 1) socket.write(post('/hook', body));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(echo.taken).toBeLessThan(count);
    let received = 0;
    socket.on('data', (text: string) => (received += text.length)).resume();
    while (received < count * body.length) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(echo.taken + echo.handled).toBe(count);
  });

  it('answers 503 when hardly a place is left, and takes connections again when there are places', async () => {
    const { port, echo, fastPath } = await start(true, { maxConnections: 100 });
    const inPlace = Array.from({ length: 95 }, () => sender(port));
    await Promise.all(inPlace.map((socket) => once(socket, 'connect')));
    const text = await conversation(port, [Buffer.from(post('/hook', 'x'))]);
    expect(text).toMatch(/^HTTP\/1.1 503 .*\r\nRetry-After: 5\r\nConnection: close\r\n/s);
    expect(text).toContain('TOO_MANY_CONNECTIONS');
    expect(echo.taken).toBe(0);
    expect(fastPath?.refusedConnections).toBe(1);
    inPlace[0]?.write(post('/hook', 'x'));
    await once(inPlace[0] as Socket, 'data');
    inPlace[1]?.destroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await conversation(port, [Buffer.from(post('/hook', 'y') + LAST)])).toMatch(/^HTTP\/1.1 200 /);
    expect(echo.taken).toBe(2);
  });

  it('closes a connection that stays idle, but not while its answer is awaited', async () => {
    const { port, echo } = await start(true, { headersMs: 80, keepAliveMs: 80 });
    echo.held = [];
    const socket = sender(port);
    let received = '';
    socket.on('data', (text: string) => (received += text)).write(post('/hook', 'x'));
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(socket.destroyed).toBe(false);
    echo.held.shift()?.();
    await once(socket, 'close');
    expect(received).toContain('HTTP/1.1 200 OK');
  });

  it('closes idle connections at once and busy ones after their answer, which says so', async () => {
    const { port, echo, fastPath, server } = await start(true);
    const idle = sender(port);
    const busy = sender(port);
    let received = '';
    idle.write(post('/hook', 'x'));
    await once(idle, 'data');
    echo.held = [];
    busy.on('data', (text: string) => (received += text)).write(post('/hook', 'y'));
    while (echo.held.length === 0) await new Promise((resolve) => setImmediate(resolve));
    server.close();
    fastPath?.close();
    await once(idle, 'close');
    expect(busy.destroyed).toBe(false);
    echo.held.shift()?.();
    await once(busy, 'close');
    expect(received).toContain('Connection: close');
    open.length = 0;
  });
});
