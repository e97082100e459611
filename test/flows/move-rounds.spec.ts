import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { movedTables } from '../../src/operate/move/moved-table';
import { Rounds } from '../../src/operate/move/rounds';
import type { Round, RoundProgress } from '../../src/operate/move/rounds';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const ROWS = 150_000;

/** Deliveries of two months, and what is computed of them, by the shape of their tables alone. */
const FILL = [
  `INSERT INTO deliveries_store (segment_id, sequence, received_at, account, thread, body, attributes)
   SELECT 1 + number % 3, number, toDateTime64('2026-01-20 00:00:00', 3, 'UTC') + intDiv(number, 100), 'one',
     concat('chat/', toString(number % 5000)), repeat('body ', number % 7), map('plan', toString(number % 3))
   FROM numbers(${ROWS})`,
  `INSERT INTO thread_events (account, thread, event_id, segment_id, sequence)
   SELECT account, thread, toString(sequence), segment_id, sequence FROM deliveries_store`,
  `INSERT INTO facts (account, bucket, thread, kind, ref, version, is_deleted)
   SELECT 'one', toStartOfFifteenMinutes(received_at), thread, 'closure', toString(sequence), 7, sequence % 1000 = 0
   FROM deliveries_store`,
  `INSERT INTO episodes_store (account, thread, number, closed_at, rating, version)
   SELECT 'one', thread, sequence, if(sequence % 2 = 0, received_at, NULL), sequence % 6, 7
   FROM deliveries_store WHERE sequence < 20000`,
  `INSERT INTO operators_store SELECT 'one', toString(number), (now64(3), number, 'm', 'Ann') FROM numbers(100)`,
  `INSERT INTO pending_ranges SELECT generateUUIDv4(), 1, number, number, 1, 1 FROM numbers(100)`,
  `INSERT INTO used_settings (generation, settings) VALUES (0, '{}')`,
  `INSERT INTO link_attempts (account, message_id, attempts, next_at)
   SELECT 'one', toString(number), 1, if(number < 10, '2020-01-01', '2100-01-01') FROM numbers(100)`,
];

/** As readers see them. */
const HELD = `
  SELECT
    (SELECT (count(), groupBitXor(cityHash64(toString(tuple(*))))) FROM deliveries_store FINAL) AS deliveries,
    (SELECT (count(), groupBitXor(cityHash64(toString(tuple(*))))) FROM thread_events FINAL) AS events,
    (SELECT (count(), groupBitXor(cityHash64(toString(tuple(*))))) FROM facts FINAL) AS facts,
    (SELECT (count(), groupBitXor(cityHash64(toString(tuple(*))))) FROM episodes_store FINAL) AS episodes,
    (SELECT (count(), groupBitXor(cityHash64(toString(tuple(*))))) FROM operators_store FINAL) AS operators,
    (SELECT (sum(pending), groupBitXor(cityHash64(toString(tuple(*))))) FROM pending_ranges FINAL) AS pending,
    (SELECT (count(), groupBitXor(cityHash64(toString(tuple(*))))) FROM used_settings) AS settings`;

const NOW: Record<string, string> = { mutations_sync: '1' };

describe('Rounds of a move', () => {
  let one: TemporaryClickHouse;
  let other: TemporaryClickHouse;
  const seen: RoundProgress[] = [];

  beforeAll(async () => {
    [one, other] = await Promise.all([startTemporaryClickHouse(), startTemporaryClickHouse()]);
    for (const sql of FILL) await one.clickhouse.commandText(sql, {}, 'fill');
  });

  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
  });

  const round = (isSettled: boolean): Promise<Round> =>
    new Rounds(
      { from: one.clickhouse, to: other.clickhouse },
      { signal: new AbortController().signal, onProgress: (progress) => seen.push(progress) },
    ).next(isSettled);
  const held = (clickhouse: ClickHouse) => clickhouse.queryText<object>(HELD, {}, 'what it holds');
  const expectSame = async (): Promise<void> => {
    expect(await held(other.clickhouse)).toEqual(await held(one.clickhouse));
  };

  it('copy everything once, whatever the kind of its table', async () => {
    const first = await round(false);
    expect(first.isSame).toBe(false);
    expect(first.copied).toBeGreaterThan(3 * ROWS);
    await expectSame();
    expect(seen.at(0)).toMatchObject({ rows: 0 });
    expect(seen.at(-1)?.of).toBe(first.rows);
    expect(await round(false)).toMatchObject({ isSame: true, copied: 0 });
    expect(await round(true)).toMatchObject({ isSame: true, copied: 0 });
  });

  it('copy little where little is different', async () => {
    for (const sql of [
      `ALTER TABLE deliveries_store UPDATE body = '', is_erased = true WHERE sequence % 30000 = 17`,
      `INSERT INTO deliveries_store (segment_id, sequence, received_at, account) VALUES (9, 1, '2026-02-27', 'one')`,
      `INSERT INTO facts (account, bucket, thread, kind, ref, version, is_deleted)
       SELECT account, bucket, thread, kind, ref, 8, 1 FROM facts FINAL WHERE ref = '4242'`,
      `INSERT INTO pending_ranges SELECT listing, segment_id, first_sequence, last_sequence, deliveries, -1
       FROM pending_ranges WHERE first_sequence < 50`,
    ])
      await one.clickhouse.commandText(sql, {}, 'change', { settings: NOW });
    const { copied, isSame } = await round(true);
    expect(isSame).toBe(false);
    expect(copied).toBeGreaterThan(0);
    expect(copied).toBeLessThan(5_000);
    await expectSame();
    expect(await round(true)).toMatchObject({ isSame: true, copied: 0 });
  });

  it('delete what is too much, and mend what is wrong, also in whole partitions', async () => {
    for (const sql of [
      `INSERT INTO deliveries_store (segment_id, sequence, received_at)
       VALUES (1, 999999, '2026-01-21'), (7, 7, '2030-01-01')`,
      `INSERT INTO thread_events (account, thread, event_id, page)
       SELECT 'one', concat('chat/', toString(number)), 'x', 'y'
       FROM numbers(5000)`,
      `ALTER TABLE facts DELETE WHERE thread = 'chat/77'`,
      `INSERT INTO used_settings (generation, settings) VALUES (4, '{"wrong": true}')`,
      `INSERT INTO pending_ranges SELECT * FROM pending_ranges FINAL`,
      `TRUNCATE TABLE operators_store`,
    ])
      await other.clickhouse.commandText(sql, {}, 'spoil', { settings: NOW });
    expect((await round(true)).isSame).toBe(false);
    await expectSame();
    expect(await round(true)).toMatchObject({ isSame: true, copied: 0 });
  });

  it('leave out what is deleted by its age in any case', async () => {
    const aged = `SELECT name FROM system.tables WHERE database = currentDatabase() AND name NOT LIKE 'run_%'
      AND name NOT IN ('fact_changes', 'dirty_buckets', 'compute_leases', 'rebuilds')
      AND create_table_query LIKE '% TTL %' ORDER BY name`;
    const tables = await movedTables(one.clickhouse);
    const known = tables.filter(({ expired }) => expired !== undefined).map(({ name }) => ({ name }));
    expect(known).toEqual(await one.clickhouse.queryText(aged, {}, 'tables with an age'));
    expect(known.length).toBeGreaterThan(5);
    const asked = 'SELECT countIf(next_at < now()) AS old, count() AS all FROM link_attempts';
    expect(await other.clickhouse.queryText(asked, {}, 'attempts')).toEqual([{ old: '0', all: '90' }]);
  });
});
