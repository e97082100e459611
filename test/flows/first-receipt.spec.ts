import { readSettings } from '../../src/platform/config/read-settings';
import { DeliveryStore } from '../../src/store/drain/delivery-store';
import { RejectedDeliveries } from '../../src/store/drain/rejected-deliveries';
import { createLog } from '../../src/platform/logging/log';
import { historiesOf } from '../reference/history';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { SECRET, TOKEN } from '../support/running-service';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 2, 2, 12);
const at = (minutes: number) => new Date(NOON + minutes * MINUTE).toISOString();
const body = (id: number, created_at: string) =>
  Buffer.from(
    JSON.stringify({
      event_type: 'message.created',
      data: { id, sender_type: 'user', sender: { id: 5 }, created_at },
    }),
  );

/** Each event, and in which minutes after noon its deliveries came. */
const EVENTS: readonly (readonly [Buffer, readonly number[]])[] = [
  [body(1, at(20)), [0, 30]],
  [body(2, at(5)), [0, 30]],
  [body(3, at(20)), [30, 0]],
  [body(4, at(-20)), [30, 0]],
];

describe('the time of an event that is delivered twice', () => {
  let server: TemporaryClickHouse;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });

  afterAll(async () => {
    await server.stop();
  });

  it('is the one that was believed at its first receipt, whenever a copy comes', async () => {
    const settings = readSettings({
      DATA_DIR: server.dataDir,
      SIGNALZEN_API_SECRET: SECRET,
      API_TOKEN: TOKEN,
    });
    const store = new DeliveryStore(server.clickhouse, new RejectedDeliveries(settings, createLog('fatal')));
    const deliveries = EVENTS.flatMap(([bytes, minutes]) =>
      minutes.map((minute) => ({ account: 'default', receivedAt: NOON + minute * MINUTE, body: bytes })),
    );
    await store.insert(
      deliveries.map((delivery, index) => ({
        ...delivery,
        segmentId: 1n,
        sequence: index + 1,
        occurrence: 0n,
      })),
    );
    const within = {
      first_sequences: [1n],
      least_sequence: 1n,
      last_sequences: [100n],
      greatest_sequence: 100n,
    };
    await server.clickhouse.command('facts/thread_events', { version: 1n, segments: [1n], ...within });

    const rows = await server.clickhouse.queryText(
      'SELECT message_id, toUnixTimestamp64Milli(occurred_at) AS at, toString(events.occurred_from) AS source FROM events ORDER BY message_id',
      {},
      'events',
    );
    const expected = (historiesOf(deliveries).get('default')?.events ?? [])
      .map((event) => ({ message_id: event.messageId ?? '', at: event.at - NOON, source: event.timeFrom }))
      .sort((one, other) => (one.message_id < other.message_id ? -1 : 1));
    expect(expected.map(({ at: time, source }) => [time / MINUTE, source])).toEqual([
      [0, 'received'],
      [5, 'payload'],
      [0, 'received'],
      [-20, 'payload'],
    ]);
    expect(
      rows.map((row) => ({ ...(row as object), at: Number((row as { at: unknown }).at) - NOON })),
    ).toEqual(expected);
  });
});
