import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS_FOLDER, readMigrations } from '../../src/clickhouse/migration-files';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

/** The last migration before there were hours. */
const QUARTERS_ONLY = 8;

/** Quarters of two hours, of two years: one in two versions, one deleted. */
const QUARTERS = `
INSERT INTO rollup_15m (account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted) VALUES
  ('a', 'reply', '2025-12-31 23:15:00', '1', false, 9, 90, map(7, 9), 1, 0),
  ('a', 'reply', '2025-12-31 23:15:00', '1', false, 2, 20, map(7, 2), 2, 0),
  ('a', 'reply', '2025-12-31 23:45:00', '1', false, 1, 30, map(8, 1), 1, 0),
  ('a', 'reply', '2025-12-31 23:45:00', '1', true, 4, 50, map(8, 4), 1, 0),
  ('a', 'reply', '2025-12-31 22:00:00', '1', false, 1, 10, map(8, 1), 1, 0),
  ('a', 'reply', '2026-01-01 00:00:00', '2', false, 5, 60, map(9, 5), 1, 0),
  ('a', 'reply', '2026-01-01 00:15:00', '2', false, 5, 60, map(9, 5), 1, 0),
  ('a', 'reply', '2026-01-01 00:15:00', '2', false, 0, 0, map(), 2, 1)`;

describe('a database that has quarters of an hour and nothing that is made of them', () => {
  let folder: string;
  let server: TemporaryClickHouse;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'signalzen-migrations-'));
    for (const file of readdirSync(MIGRATIONS_FOLDER)) {
      if (parseInt(file, 10) <= QUARTERS_ONLY) cpSync(join(MIGRATIONS_FOLDER, file), join(folder, file));
    }
    server = await startTemporaryClickHouse(folder);
    await server.clickhouse.commandText(QUARTERS, {}, 'quarters');
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const run = async (names: readonly string[]) => {
    for (const { statements } of readMigrations(MIGRATIONS_FOLDER).filter(({ name }) =>
      names.includes(name),
    )) {
      for (const statement of statements) await server.clickhouse.commandText(statement, {}, 'migration');
    }
  };

  const rowsOf = async (dimensions: string, grain: number) => {
    const rows = await server.clickhouse.queryText<Record<string, unknown>>(
      `SELECT toString(bucket) AS start, operator, copilot, samples, value_sum, toString(bins) AS bins
       FROM rollups FINAL
       WHERE dimensions = '${dimensions}' AND grain = ${grain} AND account = 'a' AND kind = 'reply'
       ORDER BY ALL`,
      {},
      'rows',
    );
    return rows.map((row) => Object.values(row));
  };

  it.each(['once', 'twice, as after one that broke off'])(
    'gets all other roll-ups by the migrations that run %s',
    async () => {
      await run(['hours', 'one_table_of_rollups']);
      expect(await rowsOf('operator_copilot', 900)).toEqual([
        ['2025-12-31 22:00:00', '1', false, '1', '10', '{8:1}'],
        ['2025-12-31 23:15:00', '1', false, '2', '20', '{7:2}'],
        ['2025-12-31 23:45:00', '1', false, '1', '30', '{8:1}'],
        ['2025-12-31 23:45:00', '1', true, '4', '50', '{8:4}'],
        ['2026-01-01 00:00:00', '2', false, '5', '60', '{9:5}'],
      ]);
      expect(await rowsOf('operator_copilot', 3600)).toEqual([
        ['2025-12-31 22:00:00', '1', false, '1', '10', '{8:1}'],
        ['2025-12-31 23:00:00', '1', false, '3', '50', '{7:2,8:1}'],
        ['2025-12-31 23:00:00', '1', true, '4', '50', '{8:4}'],
        ['2026-01-01 00:00:00', '2', false, '5', '60', '{9:5}'],
      ]);
      expect(await rowsOf('operator_copilot', 86_400)).toEqual([
        ['2025-12-31 00:00:00', '1', false, '4', '60', '{7:2,8:2}'],
        ['2025-12-31 00:00:00', '1', true, '4', '50', '{8:4}'],
        ['2026-01-01 00:00:00', '2', false, '5', '60', '{9:5}'],
      ]);
      expect(await rowsOf('operator', 900)).toEqual([]);
      expect(await rowsOf('operator', 3600)).toEqual([
        ['2025-12-31 22:00:00', '1', false, '1', '10', '{8:1}'],
        ['2025-12-31 23:00:00', '1', false, '7', '100', '{7:2,8:5}'],
        ['2026-01-01 00:00:00', '2', false, '5', '60', '{9:5}'],
      ]);
      expect(await rowsOf('operator', 86_400)).toEqual([
        ['2025-12-31 00:00:00', '1', false, '8', '110', '{7:2,8:6}'],
        ['2026-01-01 00:00:00', '2', false, '5', '60', '{9:5}'],
      ]);
      expect(await rowsOf('none', 900)).toEqual([
        ['2025-12-31 22:00:00', '', false, '1', '10', '{8:1}'],
        ['2025-12-31 23:15:00', '', false, '2', '20', '{7:2}'],
        ['2025-12-31 23:45:00', '', false, '5', '80', '{8:5}'],
        ['2026-01-01 00:00:00', '', false, '5', '60', '{9:5}'],
      ]);
      expect(await rowsOf('none', 3600)).toEqual([
        ['2025-12-31 22:00:00', '', false, '1', '10', '{8:1}'],
        ['2025-12-31 23:00:00', '', false, '7', '100', '{7:2,8:5}'],
        ['2026-01-01 00:00:00', '', false, '5', '60', '{9:5}'],
      ]);
      expect(await rowsOf('none', 86_400)).toEqual([
        ['2025-12-31 00:00:00', '', false, '8', '110', '{7:2,8:6}'],
        ['2026-01-01 00:00:00', '', false, '5', '60', '{9:5}'],
      ]);
    },
  );

  it('keeps nothing of the former tables, also when what drops them runs twice', async () => {
    await run(['drop_former_rollups']);
    await run(['drop_former_rollups']);
    const left = await server.clickhouse.queryText<{ name: string }>(
      "SELECT name FROM system.tables WHERE database = currentDatabase() AND match(name, '^(rollup|total)_') ORDER BY name",
      {},
      'tables',
    );
    expect(left).toEqual([]);
  });
});
