import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

describe('Calls to ClickHouse', () => {
  const noMigrations = mkdtempSync(join(tmpdir(), 'migrations-'));
  let server: TemporaryClickHouse;
  let clickhouse: ClickHouse;

  beforeAll(async () => {
    server = await startTemporaryClickHouse(noMigrations);
    clickhouse = server.clickhouse;
  });

  afterAll(async () => {
    await server.stop();
    rmSync(noMigrations, { recursive: true });
  });

  it('insert rows in RowBinary as the bytes they are', async () => {
    await clickhouse.commandText(
      'CREATE TABLE binary (id UInt64, body String) ENGINE = MergeTree ORDER BY id',
      {},
      'create',
    );
    const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const id = Buffer.alloc(8);
    id.writeBigUInt64LE(2n ** 64n - 1n);
    // A string is its length, as LEB128, and its bytes: 256 is 0x80 0x02.
    await clickhouse.insertBinary(
      'binary',
      ['body', 'id'],
      Buffer.concat([Buffer.from([0x80, 2]), everyByte, id]),
    );
    expect(await clickhouse.queryText('SELECT id, hex(body) AS body FROM binary', {}, 'read')).toEqual([
      { id: '18446744073709551615', body: everyByte.toString('hex').toUpperCase() },
    ]);
  });

  it('insert several megabytes at once', async () => {
    await clickhouse.commandText('CREATE TABLE many (n UInt64) ENGINE = MergeTree ORDER BY n', {}, 'create');
    const rows = Buffer.alloc(8 * 1_000_000);
    for (let row = 0; row < 1_000_000; row += 1) rows.writeUInt32LE(row, row * 8);
    await clickhouse.insertBinary('many', ['n'], rows);
    expect(
      await clickhouse.queryText('SELECT count() AS rows, uniqExact(n) AS different FROM many', {}, 'read'),
    ).toEqual([{ rows: '1000000', different: '1000000' }]);
  });

  it('refuse an insert whose bytes end within a row, and keep none of it', async () => {
    await clickhouse.commandText('CREATE TABLE torn (n UInt64) ENGINE = MergeTree ORDER BY n', {}, 'create');
    await expect(clickhouse.insertBinary('torn', ['n'], Buffer.alloc(12))).rejects.toMatchObject({
      code: 'CLICKHOUSE_REFUSED',
      statement: 'insert into torn',
    });
    expect(await clickhouse.queryText('SELECT count() AS rows FROM torn', {}, 'read')).toEqual([
      { rows: '0' },
    ]);
  });

  it('bring values over and back without loss', async () => {
    const parameters = {
      big: 2n ** 64n - 1n,
      small: -(2n ** 63n),
      at: new Date('2026-03-29T01:30:00.123Z'),
      text: "tab\t, quote ', backslash \\, new\nline, ünï 🎈",
      list: ['a', "b'c"],
      nothing: null,
      yes: true,
    };
    const sql = `SELECT {big: UInt64} AS big, {small: Int64} AS small, {at: DateTime64(3)} AS at, {text: String} AS text,
      {list: Array(String)} AS list, {nothing: Nullable(UInt8)} AS nothing, {yes: Bool} AS yes`;
    expect(await clickhouse.queryText(sql, parameters, 'values')).toEqual([
      {
        ...parameters,
        big: '18446744073709551615',
        small: '-9223372036854775808',
        at: '2026-03-29T01:30:00.123Z',
      },
    ]);
  });

  it('take lists of ten thousand ids as parameters, in queries and in commands, and refuse longer ones', async () => {
    const ids = (length: number): bigint[] =>
      Array.from({ length }, (_, index) => BigInt(index) * 1_000_003n);
    const sql = 'SELECT length({list: Array(UInt64)}) AS items';
    expect(await clickhouse.queryText(sql, { list: ids(10_000) }, 'list')).toEqual([{ items: '10000' }]);
    await clickhouse.commandText('CREATE TABLE ids (n UInt64) ENGINE = MergeTree ORDER BY n', {}, 'create');
    const insert = 'INSERT INTO ids SELECT arrayJoin({list: Array(UInt64)})';
    await clickhouse.commandText(insert, { list: ids(10_000) }, 'insert a list');
    expect(await clickhouse.queryText('SELECT count() AS rows FROM ids', {}, 'read')).toEqual([
      { rows: '10000' },
    ]);
    await expect(clickhouse.queryText(sql, { list: ids(20_000) }, 'too long')).rejects.toMatchObject({
      code: 'CLICKHOUSE_REFUSED',
      isParameterTooLong: true,
      message: expect.stringContaining('a parameter is longer') as string,
    });
  });

  it('fail as a whole when the server finds an error after the first rows', async () => {
    const sql = "SELECT throwIf(number = 3000000, 'late') FROM numbers(4000000)";
    await expect(clickhouse.queryText(sql, {}, 'late error')).rejects.toMatchObject({
      serverType: 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO',
    });
  });

  it('tell the server’s error, and keep values and the password to themselves', async () => {
    const secret = 'ann@example.com';
    for (const sql of [
      'SELECT nothing FROM system.one WHERE dummy = {secret: UInt8}',
      'SELECT toUInt8({secret: String})',
      'SELECT unknown_column, {secret: String}',
      'SELEKT {secret: String}',
    ]) {
      const error: unknown = await clickhouse
        .queryText(sql, { secret }, 'queries/x')
        .catch((e: unknown) => e);
      expect(error).toMatchObject({ code: 'CLICKHOUSE_REFUSED', outcomeUnknown: false });
      expect((error as { serverCode: number }).serverCode).toBeGreaterThan(0);
      expect(`${String(error)}${JSON.stringify(error)}`).not.toMatch(/ann|example/);
    }
  });

  it('stop on the server, too, when their time is up', async () => {
    const limited = clickhouse.queryText('SELECT sleepEachRow(0.1) FROM numbers(20)', {}, 'slow', {
      timeoutMs: 500,
    });
    await expect(limited).rejects.toMatchObject({ code: 'CLICKHOUSE_TIMEOUT', outcomeUnknown: true });
    const running = "SELECT count() AS running FROM system.processes WHERE query LIKE '%sleepEachRow%'";
    const deadline = Date.now() + 5000;
    let left = '1';
    while (left !== '0' && Date.now() < deadline) {
      const [row] = await clickhouse.queryText<{ running: string }>(
        `${running} AND query NOT LIKE '%processes%'`,
        {},
        'look',
      );
      left = row?.running ?? '?';
    }
    expect(left).toBe('0');
  });
});
