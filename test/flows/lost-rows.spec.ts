import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { connectForCommand } from '../../src/platform/clickhouse/connect-for-command';
import { createLog } from '../../src/platform/logging/log';
import type { RawDelivery } from '../reference/delivery';
import { MINUTE, NOON } from '../reference/samples';
import { contactOf, expectedHoursOf, hoursOf } from '../support/contacts';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { embeddedSettings, FACT_TABLES } from '../support/temporary-clickhouse';

const CHATS = 40;
const DAY = 24 * 60 * MINUTE;

/** Of what is computed, the tables that have no column of that name. */
const WITHOUT_BUCKET: ReadonlySet<string> = new Set(['episodes_store', 'deadlines']);

describe('a ClickHouse that has lost deliveries', () => {
  const deliveries: RawDelivery[] = [];
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  async function send(more: RawDelivery[]): Promise<void> {
    for (const delivery of more) {
      expect((await post(`${service.url}/webhooks/signalzen`, delivery.body)).status).toBe(200);
      deliveries.push(delivery);
    }
    await untilRolledUp(service.url);
  }

  async function restartAfter(loss: (clickhouse: ClickHouse) => Promise<void>): Promise<void> {
    expect(await service.stop()).toBe(0);
    const { clickhouse, close } = await connectForCommand(embeddedSettings(dataDir.path), createLog('error'));
    await loss(clickhouse);
    await close();
    service = await RunningService.start({ dataDir: dataDir.path });
  }

  const deleteWhere = (clickhouse: ClickHouse, table: string, condition: string) =>
    clickhouse.commandText(
      `ALTER TABLE ${table} DELETE WHERE ${condition} SETTINGS mutations_sync = 2`,
      {},
      'lose rows',
    );
  const stored = async (clickhouse: ClickHouse): Promise<number> => {
    const [row] = await clickhouse.queryText<{ rows: string }>(
      'SELECT count() AS rows FROM deliveries_store FINAL',
      {},
      'count',
    );
    return Number(row?.rows);
  };
  const drainedSegments = () =>
    readdirSync(join(dataDir.path, 'spool'), { recursive: true }).filter((name) =>
      String(name).endsWith('.drained'),
    );

  /** The deliveries that the service shows, each as often as it has it. */
  async function shown(): Promise<string[]> {
    const query = `{ events(from: "2000-01-01", to: "2100-01-01", limit: 1000) { payload deliveries } }`;
    const { events } = await dataOf<{ events: { payload: string; deliveries: number }[] }>(
      service.url,
      query,
    );
    return events.map(({ payload, deliveries: copies }) => `${copies} × ${payload}`).sort();
  }

  /** Waits for every delivery to be there again, then compares all numbers with the reference. */
  async function expectAllBack(): Promise<void> {
    const expected = deliveries.map(({ body }) => `1 × ${body.toString()}`).sort();
    for (const end = Date.now() + 15_000; Date.now() < end;) {
      await untilRolledUp(service.url);
      if ((await shown()).length === expected.length) break;
    }
    await untilRolledUp(service.url);
    expect(await shown()).toEqual(expected);

    expect(await hoursOf(service.url)).toEqual(expectedHoursOf(deliveries));
  }

  beforeAll(async () => {
    expect(CHATS * 11 * MINUTE).toBeLessThan(DAY / 2);
    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path });
    await send(Array.from({ length: CHATS }, (_, chat) => contactOf(chat + 1)).flat());
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('gets back what the segment in use at the stop still holds', async () => {
    expect(drainedSegments()).toEqual([]);
    await restartAfter(async (clickhouse) => {
      await deleteWhere(clickhouse, 'deliveries_store', 'sequence % 3 = 0');
      expect(await stored(clickhouse)).toBeLessThan(deliveries.length);
    });
    await expectAllBack();
  });

  it('gets back what drained segments hold', async () => {
    expect(drainedSegments()).toHaveLength(1);
    await restartAfter(async (clickhouse) => {
      await deleteWhere(clickhouse, 'deliveries_store', 'sequence % 7 = 1');
      expect(await stored(clickhouse)).toBeLessThan(deliveries.length);
    });
    await expectAllBack();
  });

  it('gets back what it lost with all that was computed of it, as after an older backup', async () => {
    expect(drainedSegments()).not.toEqual([]);
    await restartAfter(async (clickhouse) => {
      const [middle] = await clickhouse.queryText<{ sequence: string }>(
        'SELECT median(sequence)::UInt64 AS sequence FROM deliveries_store',
        {},
        'middle',
      );
      const later = `sequence > ${middle?.sequence ?? ''}`;
      await deleteWhere(clickhouse, 'deliveries_store', later);
      await deleteWhere(clickhouse, 'thread_events', later);
      for (const table of FACT_TABLES.filter((name) => !WITHOUT_BUCKET.has(name))) {
        await deleteWhere(clickhouse, table, `bucket >= toDateTime(${NOON / 1000}, 'UTC') + INTERVAL 4 HOUR`);
      }
    });
    await expectAllBack();
  });

  it('gets everything back when its whole database is gone, and goes on', async () => {
    expect(await service.stop()).toBe(0);
    rmSync(join(dataDir.path, 'clickhouse'), { recursive: true });
    service = await RunningService.start({ dataDir: dataDir.path });
    await expectAllBack();
    await send(contactOf(CHATS + 1));
    await expectAllBack();
  });
});
