import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickHouseConnection } from '../../src/platform/clickhouse/clickhouse-connection';
import { readConnectionFile } from '../../src/platform/clickhouse/embedded/connection-file';
import { LEAST_CLICKHOUSE_MEMORY } from '../../src/platform/config/environment';
import { createLog } from '../../src/platform/logging/log';
import { serversError } from '../../src/answer/measures/contract-error';
import { readerAccess } from '../support/embedded-access';
import { sqlAs } from '../support/sql-over-http';
import { embeddedSettings } from '../support/temporary-clickhouse';

/** More than half of what a statement may use, and less than all. */
const MANY_GROUPS = 'SELECT count() AS n FROM (SELECT number FROM numbers(6000000) GROUP BY number)';
const TOO_LARGE = 'SELECT length(groupArray(repeat(toString(number), 1000))) FROM numbers(1000000)';

describe('The embedded ClickHouse with the least memory that it may be given', () => {
  const folder = mkdtempSync(join(tmpdir(), 'capped-engine-'));
  const dataDir = join(folder, 'data');
  let connection: ClickHouseConnection;

  const ask = async (sql: string) =>
    connection.clickhouse.queryText<Record<string, string>>(sql, {}, 'question');
  const enginePid = () => readConnectionFile(dataDir)?.pid;

  beforeAll(async () => {
    const { clickhouse } = embeddedSettings(dataDir);
    const settings = { dataDir, clickhouse: { ...clickhouse, memoryBytes: LEAST_CLICKHOUSE_MEMORY } };
    connection = new ClickHouseConnection(
      settings,
      createLog('fatal'),
      mkdtempSync(join(folder, 'migrations-')),
    );
    await connection.ready();
  });

  afterAll(async () => {
    await connection.close();
    rmSync(folder, { recursive: true });
  });

  it('has that limit, for its own process, whatever else runs on the machine', async () => {
    const names = ['max_server_memory_usage', 'memory_worker_use_cgroup', 'memory_worker_dynamic_hard_limit'];
    const list = names.map((name) => `'${name}'`).join();
    expect(
      await ask(`SELECT name, value FROM system.server_settings WHERE name IN (${list}) ORDER BY name`),
    ).toEqual([
      { name: 'max_server_memory_usage', value: String(LEAST_CLICKHOUSE_MEMORY) },
      { name: 'memory_worker_dynamic_hard_limit', value: '0' },
      { name: 'memory_worker_use_cgroup', value: '0' },
    ]);
  });

  it('does on disk what has no room in memory', async () => {
    // Where others keep the processors busy, memory that is free already may not have been given back yet.
    const answer = await ask(MANY_GROUPS)
      .catch(() => ask(MANY_GROUPS))
      .catch(() => ask(MANY_GROUPS));
    expect(answer).toEqual([{ n: '6000000' }]);
    const written = "SELECT value > 0 AS any FROM system.events WHERE event = 'ExternalAggregationWritePart'";
    expect(await ask(written)).toEqual([{ any: 1 }]);
  });

  it('refuses a question that is too large with an error that a person can act on, and goes on', async () => {
    const before = enginePid();
    const refusal = await ask(TOO_LARGE).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'CLICKHOUSE_REFUSED', serverType: 'MEMORY_LIMIT_EXCEEDED' });
    expect(serversError(refusal)).toMatchObject({
      ...{ code: 'UNAVAILABLE', status: 503 },
      message: expect.stringMatching(/takes more memory than .* shorter range or fewer groups/) as string,
    });
    expect(await sqlAs(readerAccess(dataDir), TOO_LARGE)).toMatch(/MEMORY_LIMIT_EXCEEDED/);
    expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(enginePid()).toBe(before);
  });
});
