import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const ROWS = 500_000;

describe('rows that are read as they come', () => {
  let server: TemporaryClickHouse;

  const read = (sql: string) =>
    server.clickhouse.streamText<{ number: string }>(sql, { rows: ROWS }, 'streamed', {
      settings: { max_block_size: '1000', max_threads: 1 },
    });

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });
  afterAll(async () => {
    await server.stop();
  });

  it('are all of them, in order', async () => {
    let expected = 0;
    for await (const rows of read('SELECT number FROM numbers({rows: UInt64})')) {
      for (const { number } of rows) if (Number(number) === expected) expected += 1;
    }
    expect(expected).toBe(ROWS);
  });

  it('end with an error, not with less, when the statement fails after some of them', async () => {
    const sql = 'SELECT number, throwIf(number = 400000) FROM numbers({rows: UInt64})';
    let seen = 0;
    const reading = (async () => {
      for await (const rows of read(sql)) seen += rows.length;
    })();
    await expect(reading).rejects.toMatchObject({ code: 'CLICKHOUSE_REFUSED', statement: 'streamed' });
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThan(ROWS);
  });
});
