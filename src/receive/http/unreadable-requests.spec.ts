import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { EdgeServer } from './edge-server';

describe('A request that cannot be read', () => {
  let edge: EdgeServer;

  beforeEach(async () => {
    edge = new EdgeServer((_, response) => response.end('read'), { closeMs: 100 });
    edge.server.listen(0, '127.0.0.1');
    await once(edge.server, 'listening');
  });

  afterEach(() => edge.close());

  const answerTo = async (request: string): Promise<string> => {
    const socket = connect((edge.server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(request);
    return text(socket);
  };

  it('is told what to do where its URL is too long, however long it is', async () => {
    for (const length of [17_000, 1_000_000]) {
      const answer = await answerTo(
        `GET /reports/stats.csv?${'x'.repeat(length)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      );
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      expect(head).toMatch(/^HTTP\/1\.1 431 /);
      expect(JSON.parse(body)).toMatchObject({
        errors: [
          {
            message: expect.stringContaining('the body of a POST to /graphql') as string,
            extensions: { code: 'REQUEST_TOO_LONG' },
          },
        ],
      });
    }
  });

  it('is answered as by Node where something else is wrong', async () => {
    expect(await answerTo('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(await answerTo('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toMatch(/read$/);
  });
});
