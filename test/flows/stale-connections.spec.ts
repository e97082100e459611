import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

/** A server at whose end every connection is closed once it was used: the next request that comes over it is lost. */
function closingProxy(target: URL): Server {
  return createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    let requests = 0;
    client.on('data', (chunk) => {
      if (/^(POST|GET) /.test(chunk.toString('latin1', 0, 5))) requests += 1;
      if (requests > 1) client.resetAndDestroy();
      else server.write(chunk);
    });
    server.on('data', (chunk) => client.write(chunk));
    client.on('close', () => server.destroy()).on('error', () => client.destroy());
    server.on('close', () => client.destroy()).on('error', () => server.destroy());
  });
}

describe('A connection to ClickHouse that was closed at the other end', () => {
  const noMigrations = mkdtempSync(join(tmpdir(), 'migrations-'));
  let server: TemporaryClickHouse;
  let proxy: Server;
  let clickhouse: ClickHouse;

  beforeAll(async () => {
    server = await startTemporaryClickHouse(noMigrations);
    const access = await server.connection.ready();
    proxy = closingProxy(access.url);
    await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
    const url = new URL(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    clickhouse = new ClickHouse(TEST_DATABASE);
    clickhouse.connectTo({ ...access, url });
  });

  afterAll(async () => {
    await clickhouse.close();
    proxy.close();
    await server.stop();
    rmSync(noMigrations, { recursive: true });
  });

  const inTurn = async (work: () => Promise<unknown>): Promise<void> => {
    for (let times = 0; times < 5; times += 1) await work();
  };

  it('does not make a question fail: it is asked once more, on a fresh one', async () => {
    await inTurn(async () => {
      expect(await clickhouse.queryText('SELECT 1 AS one', {}, 'one')).toEqual([{ one: 1 }]);
    });
    await inTurn(() => clickhouse.ping());
  });

  it('does not make a stream fail before its first rows', async () => {
    await inTurn(async () => {
      const rows: unknown[] = [];
      for await (const some of clickhouse.streamText('SELECT number FROM numbers(3)', {}, 'numbers'))
        rows.push(...some);
      expect(rows).toEqual([{ number: '0' }, { number: '1' }, { number: '2' }]);
    });
  });

  it('is told of what changes something: that may have been done', async () => {
    await server.clickhouse.commandText('CREATE TABLE changes (n UInt8) ENGINE = Memory', {}, 'create');
    const insert = () => clickhouse.commandText('INSERT INTO changes VALUES (1)', {}, 'insert');
    await insert();
    await expect(insert()).rejects.toMatchObject({ code: 'CLICKHOUSE_CUT_OFF', outcomeUnknown: true });
    const rows = await server.clickhouse.queryText('SELECT count() AS rows FROM changes', {}, 'count');
    expect(rows).toEqual([{ rows: '1' }]);
  });
});
