import { MIGRATIONS_FOLDER, readMigrations } from '../../src/clickhouse/migration-files';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

/** Quarters of two hours, of two years: one in two versions, one deleted. */
const QUARTERS = `
INSERT INTO rollup_15m (account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted) VALUES
  ('a', 'reply', '2025-12-31 23:15:00', '1', false, 9, 90, map(7, 9), 1, 0),
  ('a', 'reply', '2025-12-31 23:15:00', '1', false, 2, 20, map(7, 2), 2, 0),
  ('a', 'reply', '2025-12-31 23:45:00', '1', false, 1, 30, map(8, 1), 1, 0),
  ('a', 'reply', '2025-12-31 23:45:00', '2', true, 4, 50, map(8, 4), 1, 0),
  ('a', 'reply', '2025-12-31 22:00:00', '1', false, 1, 10, map(8, 1), 1, 0),
  ('a', 'reply', '2026-01-01 00:00:00', '1', false, 5, 60, map(9, 5), 1, 0),
  ('a', 'reply', '2026-01-01 00:15:00', '1', false, 5, 60, map(9, 5), 1, 0),
  ('a', 'reply', '2026-01-01 00:15:00', '1', false, 0, 0, map(), 2, 1)`;

describe('a database that has quarters of an hour and no hours yet', () => {
  let server: TemporaryClickHouse;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
    await server.clickhouse.commandText(QUARTERS, {}, 'quarters');
  });

  afterAll(async () => {
    await server.stop();
  });

  const rowsOf = (table: string, dimensions = '') =>
    server.clickhouse.queryText(
      `SELECT toString(bucket) AS start${dimensions}, samples, value_sum, toString(bins) AS bins FROM ${table} FINAL ORDER BY ALL`,
      {},
      table,
    );

  it.each(['once', 'twice'])(
    'gets them, and all that is made of them, by the migration that runs %s',
    async () => {
      const hours = readMigrations(MIGRATIONS_FOLDER).find(({ name }) => name === 'hours');
      for (const statement of hours?.statements ?? []) {
        await server.clickhouse.commandText(statement, {}, 'migration');
      }
      const operator = ', operator, copilot';
      const row = (start: string, samples: string, value_sum: string, bins: string) => ({
        start,
        samples,
        value_sum,
        bins,
      });
      const [one, two] = [
        { operator: '1', copilot: false },
        { operator: '2', copilot: true },
      ];
      expect(await rowsOf('rollup_1h', operator)).toEqual([
        { ...row('2025-12-31 22:00:00', '1', '10', '{8:1}'), ...one },
        { ...row('2025-12-31 23:00:00', '3', '50', '{7:2,8:1}'), ...one },
        { ...row('2025-12-31 23:00:00', '4', '50', '{8:4}'), ...two },
        { ...row('2026-01-01 00:00:00', '5', '60', '{9:5}'), ...one },
      ]);
      expect(await rowsOf('rollup_1d', operator)).toEqual([
        { ...row('2025-12-31 00:00:00', '4', '60', '{7:2,8:2}'), ...one },
        { ...row('2025-12-31 00:00:00', '4', '50', '{8:4}'), ...two },
        { ...row('2026-01-01 00:00:00', '5', '60', '{9:5}'), ...one },
      ]);
      expect(await rowsOf('total_15m')).toEqual([
        row('2025-12-31 22:00:00', '1', '10', '{8:1}'),
        row('2025-12-31 23:15:00', '2', '20', '{7:2}'),
        row('2025-12-31 23:45:00', '5', '80', '{8:5}'),
        row('2026-01-01 00:00:00', '5', '60', '{9:5}'),
      ]);
      expect(await rowsOf('total_1h')).toEqual([
        row('2025-12-31 22:00:00', '1', '10', '{8:1}'),
        row('2025-12-31 23:00:00', '7', '100', '{7:2,8:5}'),
        row('2026-01-01 00:00:00', '5', '60', '{9:5}'),
      ]);
      expect(await rowsOf('total_1d')).toEqual([
        row('2025-12-31 00:00:00', '8', '110', '{7:2,8:6}'),
        row('2026-01-01 00:00:00', '5', '60', '{9:5}'),
      ]);
    },
  );
});
