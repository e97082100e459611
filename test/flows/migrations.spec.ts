import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouseConnection } from '../../src/platform/clickhouse/clickhouse-connection';
import {
  openMigrationLog,
  recordMoveBegun,
  recordMoved,
  recordRestoreBegun,
  recordRestored,
} from '../../src/platform/clickhouse/migration-log';
import { migrate, planMigrations } from '../../src/platform/clickhouse/migrations';
import { createLog } from '../../src/platform/logging/log';
import { embeddedAccess } from '../support/embedded-access';
import { embeddedSettings, startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const CREATE = '-- Things\nCREATE TABLE IF NOT EXISTS things (n UInt8) ENGINE = MergeTree ORDER BY n;\n';
const FILL = 'INSERT INTO things VALUES (1);\n\n-- and one more;\nINSERT INTO things VALUES (2);\n';

describe('A database', () => {
  let server: TemporaryClickHouse;
  let folder: string;

  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  const run = async (from = folder): Promise<number> => {
    return migrate({
      access: embeddedAccess(server.dataDir),
      database: TEST_DATABASE,
      log: createLog('fatal'),
      folder: from,
    });
  };
  const rows = (sql: string): Promise<unknown[]> => server.clickhouse.queryText(sql, {}, 'look');
  const things = () => rows('SELECT groupArray(n) AS n FROM (SELECT n FROM things ORDER BY n)');

  beforeAll(async () => {
    const empty = mkdtempSync(join(tmpdir(), 'schema-'));
    server = await startTemporaryClickHouse(empty);
    rmSync(empty, { recursive: true });
  });

  beforeEach(async () => {
    const sql = 'DROP DATABASE IF EXISTS {database: Identifier} SYNC';
    await server.clickhouse.commandText(sql, { database: TEST_DATABASE }, 'drop');
    folder = mkdtempSync(join(tmpdir(), 'schema-'));
    for (const part of ['schema', 'migrations', 'views']) mkdirSync(join(folder, part));
    write('schema/things.sql', CREATE);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  afterAll(async () => {
    await server.stop();
  });

  it('is made with its tables, and gets the migrations that come later, in order and once', async () => {
    expect(await run()).toBe(0);
    write('migrations/0001_fill.sql', FILL);
    expect(await run()).toBe(1);
    write('migrations/0002_fill.sql', 'INSERT INTO things VALUES (3)');
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    expect(await things()).toEqual([{ n: [1, 2, 3] }]);
  });

  it('has all migrations when it is made: its tables are those that they lead to', async () => {
    write('migrations/0001_fill.sql', FILL);
    expect(await run()).toBe(0);
    expect(await run()).toBe(0);
    expect(await things()).toEqual([{ n: [] }]);
  });

  it('gets its views again where their text has changed', async () => {
    const view = (what: string) => `CREATE OR REPLACE VIEW seen AS SELECT ${what} AS n FROM more`;
    write('views/more.sql', 'CREATE OR REPLACE VIEW more AS SELECT n + 1 AS n FROM things');
    write('views/seen.sql', view('sum(n)'));
    await run();
    write('migrations/0001_fill.sql', FILL);
    await run();
    expect(await rows('SELECT toUInt32(n) AS n FROM seen')).toEqual([{ n: 5 }]);
    write('views/seen.sql', view('max(n)'));
    await run();
    expect(await rows('SELECT toUInt32(n) AS n FROM seen')).toEqual([{ n: 3 }]);
    await server.clickhouse.commandText('DROP VIEW seen', {}, 'drop');
    await run();
    expect(await rows("SELECT name FROM system.tables WHERE name = 'seen'")).toEqual([]);
  });

  it('refuses a migration that was changed after it had been applied, and all that follow', async () => {
    await run();
    write('migrations/0001_fill.sql', FILL);
    await run();
    write('migrations/0001_fill.sql', FILL.replace('(2)', '(4)'));
    write('migrations/0002_fill.sql', FILL);
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATIONS_REFUSED',
      message: expect.stringContaining('0001_fill was changed') as string,
    });
    expect(await things()).toEqual([{ n: [1, 2] }]);
  });

  it('refuses a program that is older than it', async () => {
    write('migrations/0001_fill.sql', FILL);
    await run();
    rmSync(join(folder, 'migrations/0001_fill.sql'));
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATIONS_REFUSED',
      message: expect.stringContaining('newer version') as string,
    });
  });

  it('refuses to be brought up to date from before the first release', async () => {
    await run();
    const before = "ALTER TABLE schema_migrations UPDATE name = 'deliveries' WHERE name = 'schema'";
    await server.clickhouse.commandText("DELETE FROM schema_migrations WHERE name LIKE 'schema%'", {}, 'age');
    await server.clickhouse.commandText(before, {}, 'age');
    const row = "INSERT INTO schema_migrations (number, name, checksum) SELECT 1, 'deliveries', ''";
    await server.clickhouse.commandText(row, {}, 'age');
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATIONS_REFUSED',
      message: expect.stringContaining('before the first release') as string,
    });
  });

  it('is made on where that broke off, by the same version only', async () => {
    write('schema/unmade.sql', 'CREATE TABLE IF NOT EXISTS unmade (n UInt8) ENGINE = NoSuchEngine');
    await expect(run()).rejects.toMatchObject({
      message: expect.stringContaining('schema/unmade') as string,
    });
    write('schema/unmade.sql', 'CREATE TABLE IF NOT EXISTS unmade (n UInt8) ENGINE = Memory');
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATIONS_REFUSED',
      message: expect.stringContaining('did not finish') as string,
    });
  });

  it('says what is due, and of how much, without changing anything', async () => {
    const access = embeddedAccess(server.dataDir);
    const plan = () => planMigrations({ access, database: TEST_DATABASE, folder });
    expect(await plan()).toEqual({ isNew: true, due: [], areViewsDue: true });
    await run();
    write('migrations/0001_fill.sql', FILL);
    await run();
    expect(await plan()).toEqual({ isNew: false, due: [], areViewsDue: false });
    write('migrations/0002_widen.sql', 'ALTER TABLE things MODIFY COLUMN n UInt16');
    write('views/seen.sql', 'CREATE OR REPLACE VIEW seen AS SELECT * FROM things');
    const touches = [{ table: 'things', rows: 2, bytes: expect.any(Number) as number }];
    const expected = { isNew: false, due: [{ label: '0002_widen', touches }], areViewsDue: true };
    expect(await plan()).toEqual(expected);
    expect(await plan()).toEqual(expected);
  });

  it('goes no further after a migration that has lost all rows of a table, unless that says so', async () => {
    await run();
    write('migrations/0001_fill.sql', FILL);
    await run();
    write('migrations/0002_tidy.sql', 'ALTER TABLE things DELETE WHERE n > 0 SETTINGS mutations_sync = 2');
    write('migrations/0003_fill.sql', FILL);
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATIONS_REFUSED',
      message: expect.stringContaining(
        '0002_tidy has left the table things without any of its 2 rows',
      ) as string,
    });
    expect(await things()).toEqual([{ n: [] }]);
    write('migrations/0002_tidy.sql', 'TRUNCATE TABLE IF EXISTS things');
    expect(await run()).toBe(2);
  });

  it('is used by nobody while a backup is being restored to it, and then by whoever has waited', async () => {
    await run();
    const { user, password, url } = embeddedAccess(server.dataDir);
    await openMigrationLog(server.clickhouse);
    await recordRestoreBegun(server.clickhouse, 'a backup');
    await expect(run()).rejects.toMatchObject({
      code: 'RESTORE_UNDER_WAY',
      message: expect.stringContaining('is not whole') as string,
    });
    const { clickhouse } = embeddedSettings('');
    const settings = {
      dataDir: '',
      clickhouse: { ...clickhouse, memoryBytes: undefined, url, user, password },
    };
    const waiting = new ClickHouseConnection(settings, createLog('fatal'), folder);
    const end = Date.now() + 20_000;
    while (waiting.notReadyBecause?.includes('is being restored') !== true && Date.now() < end)
      await sleep(20);
    expect(waiting.notReadyBecause).toContain('is being restored');
    // Not even with what needs no tables of it.
    await expect(waiting.clickhouse.ping()).rejects.toMatchObject({ code: 'CLICKHOUSE_UNREACHABLE' });
    await recordRestored(server.clickhouse, 'a backup');
    await recordMoveBegun(server.clickhouse, 'another database');
    await expect(run()).rejects.toMatchObject({
      code: 'MOVE_UNDER_WAY',
      message: expect.stringContaining('(another database) is being moved') as string,
    });
    await recordMoved(server.clickhouse, 'another database');
    await waiting.ready();
    expect(waiting.notReadyBecause).toBeUndefined();
    await waiting.clickhouse.ping();
    await waiting.close();
    expect(await run()).toBe(0);
  });

  it('gets a migration from its beginning that failed in the middle', async () => {
    await run();
    write('migrations/0001_fill.sql', 'INSERT INTO things VALUES (1);\nINSERT INTO missing VALUES (1);\n');
    await expect(run()).rejects.toMatchObject({
      serverType: 'UNKNOWN_TABLE',
      message: expect.stringContaining('migration 0001_fill, statement 2') as string,
    });
    write('migrations/0001_fill.sql', 'INSERT INTO things VALUES (3);\n');
    expect(await run()).toBe(1);
    expect(await things()).toEqual([{ n: [1, 3] }]);
  });

  it('may be made and migrated by two processes at once', async () => {
    write('views/seen.sql', 'CREATE OR REPLACE VIEW seen AS SELECT * FROM things');
    await Promise.all([run(), run()]);
    expect(await run()).toBe(0);
    expect(await rows('SELECT * FROM seen')).toEqual([]);
  });
});
