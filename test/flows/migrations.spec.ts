import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/clickhouse/migrations';
import { createLog } from '../../src/logging/log';
import { embeddedAccess } from '../support/embedded-access';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const CREATE = '-- Things\nCREATE TABLE IF NOT EXISTS things (n UInt8) ENGINE = MergeTree ORDER BY n;\n';
const FILL = 'INSERT INTO things VALUES (1);\n\n-- and one more;\nINSERT INTO things VALUES (2);\n';

describe('Migrations', () => {
  let server: TemporaryClickHouse;
  let folder: string;

  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  const run = async (): Promise<number> => {
    return migrate({
      access: embeddedAccess(server.dataDir),
      database: TEST_DATABASE,
      log: createLog('fatal'),
      folder,
    });
  };
  const things = async (): Promise<unknown> =>
    server.clickhouse.queryText(
      'SELECT groupArray(n) AS n FROM (SELECT n FROM things ORDER BY n)',
      {},
      'things',
    );

  beforeAll(async () => {
    const empty = mkdtempSync(join(tmpdir(), 'migrations-'));
    server = await startTemporaryClickHouse(empty);
    rmSync(empty, { recursive: true });
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true });
    const sql = 'DROP DATABASE IF EXISTS {database: Identifier} SYNC';
    await server.clickhouse.commandText(sql, { database: TEST_DATABASE }, 'drop');
  });

  afterAll(async () => {
    await server.stop();
  });

  it('create the database, and are applied in order and once', async () => {
    write('0001_things.sql', CREATE);
    expect(await run()).toBe(1);
    write('0002_fill.sql', FILL);
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    expect(await things()).toEqual([{ n: [1, 2] }]);
  });

  it('refuse a file that was changed after it had been applied, and apply nothing', async () => {
    write('0001_things.sql', CREATE);
    await run();
    write('0001_things.sql', CREATE.replace('UInt8', 'UInt16'));
    write('0002_fill.sql', FILL);
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATIONS_REFUSED',
      message: expect.stringContaining('0001_things was changed') as string,
    });
    expect(await things()).toEqual([{ n: [] }]);
  });

  it('refuse a database that is newer than the program', async () => {
    write('0001_things.sql', CREATE);
    write('0002_fill.sql', FILL);
    await run();
    rmSync(join(folder, '0002_fill.sql'));
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATIONS_REFUSED',
      message: expect.stringContaining('newer version') as string,
    });
  });

  it('begin one anew that failed in the middle', async () => {
    write('0001_things.sql', `${CREATE}INSERT INTO things VALUES (1);\nINSERT INTO missing VALUES (1);\n`);
    await expect(run()).rejects.toMatchObject({
      serverType: 'UNKNOWN_TABLE',
      message: expect.stringContaining('migration 0001_things, statement 3') as string,
    });
    write('0001_things.sql', `${CREATE}INSERT INTO things VALUES (3);\n`);
    expect(await run()).toBe(1);
    expect(await things()).toEqual([{ n: [1, 3] }]);
  });

  it('may be run by two processes at once', async () => {
    write('0001_things.sql', CREATE);
    await Promise.all([run(), run()]);
    expect(await run()).toBe(0);
  });
});
