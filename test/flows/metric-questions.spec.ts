import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 0, 31, 12);

/** Account, event, sequence, received at. */
type Delivery = [account: string, event: string, sequence: number, receivedAt: number];

describe('What /metrics and alerts of the data ask ClickHouse', () => {
  let server: TemporaryClickHouse;

  const store = async (table: 'deliveries_store' | 'thread_events', deliveries: Delivery[]) => {
    const rows = deliveries.map(
      ([account, event, sequence, receivedAt]) =>
        `('${account}', 'chat/1', '${event}', 7, ${sequence}, fromUnixTimestamp64Milli(${receivedAt}))`,
    );
    await server.clickhouse.commandText(
      `INSERT INTO ${table} (account, thread, event_id, segment_id, sequence, received_at) VALUES ${rows.join(', ')}`,
      {},
      'store',
    );
  };
  const recent = () => server.clickhouse.query('metrics/recent_deliveries', { from: new Date(NOW - HOUR) });

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });
  afterAll(async () => {
    await server.stop();
  });

  it('counts as duplicates what repeats an event of the last hour or of any time before, in the account', async () => {
    expect(await recent()).toEqual([{ deliveries: '0', duplicates: '0' }]);
    const earlier: Delivery[] = [
      ['default', 'b', 1, NOW - 30 * 24 * HOUR],
      ['default', 'b', 2, NOW - 2 * HOUR],
      ['default', 'only-earlier', 3, NOW - HOUR - 1],
      ['shop', 'a', 4, NOW - 2 * HOUR],
    ];
    const lately: Delivery[] = [
      ['default', 'a', 5, NOW - HOUR],
      ['default', 'a', 6, NOW - 10],
      ['default', 'b', 7, NOW - 9],
      ['default', 'b', 8, NOW - 8],
      ['default', 'c', 9, NOW - 7],
      ['shop', 'c', 10, NOW - 6],
    ];
    await store('deliveries_store', [...earlier, ...lately]);
    // Not all recent ones need have got to the facts.
    await store('thread_events', [...earlier, ...lately.slice(0, 3)]);
    const duplicates = [6, 7, 8];
    expect(await recent()).toEqual([{ deliveries: '6', duplicates: String(duplicates.length) }]);
  });

  it('finds the account with the smallest share of linked operator messages in a week of enough', async () => {
    const days: [account: string, unlinked: number, messages: number, daysAgo: number][] = [
      ['shop', 5, 50, 1],
      ['shop', 10, 50, 7],
      // Not of the last seven whole days.
      ['shop', 90, 90, 0],
      ['shop', 90, 90, 8],
      ['blog', 1, 60, 2],
      // Too few, and nobody asks.
      ['few', 19, 19, 2],
      ['other', 60, 60, 2],
    ];
    const rows = days.flatMap(([account, unlinked, messages, daysAgo]) =>
      [`'operator_message_unlinked', ${unlinked}`, `'message_operator', ${messages}`].map(
        (counted) => `('none', 86400, '${account}', today() - ${daysAgo}, ${counted})`,
      ),
    );
    await server.clickhouse.commandText(
      `INSERT INTO rollups (dimensions, grain, account, bucket, kind, facts) VALUES ${rows.join(', ')}`,
      {},
      'store',
    );
    const least = (accounts: string[]) =>
      server.clickhouse.query('notify/least_linked', { accounts, at_least: 20 });
    expect(await least(['blog', 'shop', 'few'])).toEqual([{ account: 'shop', share: 0.85 }]);
    expect(await least(['few'])).toEqual([]);
  });

  it('counts a row once that was stored twice', async () => {
    await store('deliveries_store', [['default', 'c', 9, NOW - 7]]);
    expect(await recent()).toEqual([{ deliveries: '6', duplicates: '3' }]);
  });

  it('counts what waits for the roll-ups', async () => {
    const pending = () => server.clickhouse.query('metrics/pending_deliveries');
    const add = (first: number, deliveries: number) =>
      server.clickhouse.command('facts/add_pending_range', {
        segment_id: 7n,
        first_sequence: BigInt(first),
        last_sequence: BigInt(first + deliveries - 1),
        deliveries,
      });
    expect(await pending()).toEqual([{ deliveries: '0' }]);
    await add(1, 4);
    await add(5, 6);
    expect(await pending()).toEqual([{ deliveries: '10' }]);
    const [first] = await server.clickhouse.query<{ listing: string }>('facts/pending_ranges', { limit: 1 });
    await server.clickhouse.command('facts/settle_ranges', { listings: [first?.listing ?? ''] });
    expect(await pending()).toEqual([{ deliveries: '6' }]);
  });
});
