import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ClickHouse } from './clickhouse';

const PASSWORD = 'the-password-of-a-test';

describe('A server that has to be the one that is meant', () => {
  const heard: string[] = [];
  let server: Server;
  let isGenuine: () => boolean;
  let clickhouse: ClickHouse;

  beforeEach(async () => {
    heard.length = 0;
    server = createServer(({ headers }, response) => {
      heard.push(String(headers.authorization));
      response.end('1\n');
    });
    server.on('connection', () => heard.push('a connection'));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    clickhouse = new ClickHouse('test');
    const url = new URL(`http://127.0.0.1:${port}`);
    clickhouse.connectTo({ url, user: 'service', password: PASSWORD, isGenuine: () => isGenuine() });
  });

  afterEach(async () => {
    await clickhouse.close();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it('is told the password if it is, over connections that are used again', async () => {
    let looks = 0;
    isGenuine = () => (looks += 1) > 0;
    await clickhouse.ping();
    await clickhouse.ping();
    const said = `Basic ${btoa(`service:${PASSWORD}`)}`;
    expect(heard).toEqual(['a connection', said, said]);
    expect(looks).toBe(1);
  });

  it('is told nothing if it is not, and the call fails as unreachable', async () => {
    isGenuine = () => false;
    await expect(clickhouse.ping()).rejects.toMatchObject({ code: 'CLICKHOUSE_UNREACHABLE' });
    expect(heard).toEqual(['a connection']);
  });
});
