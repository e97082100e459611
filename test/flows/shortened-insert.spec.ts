import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { readSettings } from '../../src/platform/config/read-settings';
import { DeliveryStore } from '../../src/store/drain/delivery-store';
import { RejectedDeliveries } from '../../src/store/drain/rejected-deliveries';
import { createLog } from '../../src/platform/logging/log';
import type { SpoolRecord } from '../../src/receive/spool/spool-record';
import { ClickHouseProxy } from '../faults/harness/clickhouse-proxy';
import { embeddedAccess } from '../support/embedded-access';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { SECRET, TOKEN } from '../support/running-service';

const LONG = 60_000;

function record(sequence: number): SpoolRecord {
  const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(LONG) }));
  return { segmentId: 1n, sequence, account: 'default', receivedAt: Date.now(), occurrence: 0n, body };
}

describe('an insert that something on the way to ClickHouse cuts short', () => {
  let server: TemporaryClickHouse;
  let proxy: ClickHouseProxy;
  let clickhouse: ClickHouse;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
    const { url, user, password } = embeddedAccess(server.dataDir);
    proxy = await ClickHouseProxy.start(url);
    clickhouse = new ClickHouse(TEST_DATABASE);
    clickhouse.connectTo({ url: proxy.url, user, password });
  });

  afterAll(async () => {
    await clickhouse.close();
    await proxy.stop();
    await server.stop();
  });

  it('fails and can be repeated: no delivery is put aside as if ClickHouse had refused what it says', async () => {
    const settings = readSettings({
      DATA_DIR: server.dataDir,
      SIGNALZEN_API_SECRET: SECRET,
      API_TOKEN: TOKEN,
    });
    const store = new DeliveryStore(clickhouse, new RejectedDeliveries(settings, createLog('fatal')));
    await store.insert([record(1)]);

    proxy.set({ kind: 'shorten request', bytes: () => LONG / 2 });
    // Over a connection that the change of the proxy broke.
    await expect(store.insert([record(2), record(3)])).rejects.toThrow('ClickHouse');
    await expect(store.insert([record(2), record(3)])).rejects.toMatchObject({ serverCode: 33 });
    await expect(store.insert([record(2)])).rejects.toMatchObject({ serverCode: 33 });
    expect(existsSync(join(server.dataDir, 'rejected'))).toBe(false);

    proxy.set({ kind: 'pass' });
    await store.insert([record(2), record(3)]);
    const rows = await server.clickhouse.queryText(
      'SELECT sequence FROM deliveries ORDER BY sequence',
      {},
      'rows',
    );
    expect(rows).toEqual([{ sequence: '1' }, { sequence: '2' }, { sequence: '3' }]);
  });
});
