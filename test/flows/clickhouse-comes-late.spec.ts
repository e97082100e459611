import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickHouseConnection } from '../../src/platform/clickhouse/clickhouse-connection';
import type { ClickHouseAccess } from '../../src/platform/clickhouse/clickhouse-access';
import { createLog } from '../../src/platform/logging/log';
import { embeddedAccess } from '../support/embedded-access';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

describe('A ClickHouse that CLICKHOUSE_URL names', () => {
  const noMigrations = mkdtempSync(join(tmpdir(), 'migrations-'));
  let server: TemporaryClickHouse;
  let embedded: ClickHouseAccess;

  beforeAll(async () => {
    server = await startTemporaryClickHouse(noMigrations);
    embedded = embeddedAccess(server.dataDir);
  });

  afterAll(async () => {
    await server.stop();
    rmSync(noMigrations, { recursive: true });
  });

  const connectionTo = (port: number): ClickHouseConnection => {
    const url = new URL(`http://127.0.0.1:${port}`);
    const { user, password } = embedded;
    const clickhouse = {
      url,
      user,
      password,
      database: TEST_DATABASE,
      readerPassword: undefined,
      memoryBytes: undefined,
    };
    return new ClickHouseConnection({ dataDir: '', clickhouse }, createLog('fatal'), noMigrations);
  };
  const listen = (gate: Server, port: number): Promise<number> =>
    new Promise((resolve) => {
      gate.listen(port, '127.0.0.1', () => {
        resolve((gate.address() as AddressInfo).port);
      });
    });
  const closed = (gate: Server): Promise<void> =>
    new Promise((resolve) => {
      gate.close(() => {
        resolve();
      });
    });

  it('may come up after the service: until then calls fail as unreachable, then they succeed', async () => {
    const gate = createServer((socket) => {
      const through = connect(Number(embedded.url.port), '127.0.0.1');
      socket.pipe(through).pipe(socket);
      for (const end of [socket, through]) end.on('error', () => end.destroy());
    });
    const port = await listen(gate, 0);
    await closed(gate);

    const connection = connectionTo(port);
    await expect(connection.clickhouse.ping()).rejects.toMatchObject({ code: 'CLICKHOUSE_UNREACHABLE' });
    await listen(gate, port);
    await connection.ready();
    await connection.clickhouse.ping();
    expect(await connection.clickhouse.queryText('SELECT currentDatabase() AS name', {}, 'name')).toEqual([
      { name: TEST_DATABASE },
    ]);
    await connection.close();
    await closed(gate);
  });

  it('does not hold up the end of a service that never reached it', async () => {
    const connection = connectionTo(1);
    const startedAt = Date.now();
    await connection.close();
    expect(Date.now() - startedAt).toBeLessThan(2000);
    await expect(connection.ready()).rejects.toMatchObject({ code: 'CLICKHOUSE_CONNECTION_CLOSED' });
  });
});
