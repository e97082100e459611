import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../src/platform/config/read-settings';
import { DeliveryStore } from '../../src/store/drain/delivery-store';
import { RejectedDeliveries } from '../../src/store/drain/rejected-deliveries';
import { createLog } from '../../src/platform/logging/log';
import { SeededRandom } from '../../simulator/world/seeded-random';
import { Bodies } from '../faults/harness/bodies';
import { digestOf } from '../faults/harness/digest';
import { judge } from '../faults/harness/judge';
import type { Verdict } from '../faults/harness/judge';
import { Ledger } from '../faults/harness/ledger';
import { StoredDeliveries } from '../faults/harness/stored-deliveries';
import { embeddedAccess } from '../support/embedded-access';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { SECRET, TOKEN } from '../support/running-service';

const CLEAN: Verdict = { missing: [], doubled: [], spurious: [], altered: [] };

describe('the judge of the faults, on what a real ClickHouse holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'judged-'));
  const ledger = new Ledger(folder);
  const bodies = new Bodies('n', new SeededRandom(7));
  let server: TemporaryClickHouse;
  let stored: StoredDeliveries;
  let store: DeliveryStore;

  const insert = (sequence: number, body: Buffer): Promise<void> =>
    store.insert([
      { segmentId: 1n, sequence, account: 'default', receivedAt: Date.now(), occurrence: 0n, body },
    ]);
  const verdict = async (): Promise<Verdict> => judge(ledger.read(), await stored.all());
  const remove = (sequence: number) =>
    stored.execute(`DELETE FROM deliveries_store WHERE sequence = ${sequence}`);

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
    stored = new StoredDeliveries(embeddedAccess(server.dataDir));
    const settings = readSettings({
      DATA_DIR: server.dataDir,
      SIGNALZEN_API_SECRET: SECRET,
      API_TOKEN: TOKEN,
    });
    store = new DeliveryStore(server.clickhouse, new RejectedDeliveries(settings, createLog('fatal')));
    for (let sequence = 1; sequence <= 100; sequence += 1) {
      const { nonce, body } = bodies.next();
      ledger.noteSent(nonce, digestOf(body));
      ledger.noteAcknowledged(digestOf(body));
      await insert(sequence, body);
    }
  });

  afterAll(async () => {
    await stored.close();
    await server.stop();
    ledger.close();
    rmSync(folder, { recursive: true });
  });

  it('finds nothing wrong with bodies of every kind that are there once', async () => {
    expect(await verdict()).toEqual(CLEAN);
  });

  it('finds a body there twice, as another delivery', async () => {
    const { nonce, body } = bodies.message(10);
    ledger.noteSent(nonce, digestOf(body));
    await insert(101, body);
    await insert(102, body);
    expect(await verdict()).toEqual({ ...CLEAN, doubled: [`${nonce}: 2, sent 1 times`] });
    await remove(102);
    expect(await verdict()).toEqual(CLEAN);
  });

  it('finds a body that nobody sent', async () => {
    await insert(103, bodies.message(10).body);
    expect(await verdict()).toMatchObject({ missing: [], doubled: [], altered: [] });
    expect((await verdict()).spurious).toHaveLength(1);
    await remove(103);
  });

  it('finds one altered byte', async () => {
    const { nonce, body } = bodies.message(40);
    ledger.noteSent(nonce, digestOf(body));
    ledger.noteAcknowledged(digestOf(body));
    const other = Buffer.from(body);
    other[other.length - 1] = 0x20;
    await insert(104, other);
    expect(await verdict()).toEqual({
      ...CLEAN,
      missing: [`${nonce}: 0 of 1`],
      altered: [`${nonce} as 0000000000000001-104`],
    });
    await insert(104, body);
    expect(await verdict()).toEqual(CLEAN);
  });

  it('finds a lost delivery', async () => {
    await remove(42);
    const { missing, ...others } = await verdict();
    expect(missing).toEqual(['n-42: 0 of 1']);
    expect(others).toEqual({ doubled: [], spurious: [], altered: [] });
  });
});
