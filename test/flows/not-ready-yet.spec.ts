import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickHouseConnection } from '../../src/platform/clickhouse/clickhouse-connection';
import type { Log } from '../../src/platform/logging/log';
import { createLog } from '../../src/platform/logging/log';
import { freePort } from '../faults/harness/free-port';
import { ask, untilRolledUp } from '../support/graphql-client';
import { linesWith } from '../support/log-lines';
import { getReport } from '../support/report-client';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';

const TOTAL =
  '{ stats(from: "2026-01-01T00:00Z", to: "2026-01-02T00:00Z", granularity: TOTAL) { closures } }';
const REPORT = 'stats.csv?from=2026-01-01&to=2026-01-02';

describe('A service whose database is not there yet', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;

  beforeEach(async () => {
    dataDir = await temporaryDataDir();
  });

  afterEach(() => dataDir.remove());

  it('receives before it can answer, says so to the first who ask, not as errors in its log, and last that it was stopped', async () => {
    const PORT = String(await freePort());
    const url = `http://127.0.0.1:${PORT}`;
    const starting = RunningService.start({ dataDir: dataDir.path, environment: { PORT } });
    const send = () => post(`${url}/webhooks/signalzen`, '{}').catch(() => undefined);
    while ((await send())?.status !== 200) await sleep(10);
    const first = await ask(url, TOTAL);
    expect(first).toMatchObject({ status: 503, errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    expect(first.errors?.[0]?.message).toMatch(/is starting.* again in a moment/);
    const service = await starting;
    await untilRolledUp(service.url);
    expect((await ask(service.url, TOTAL)).status).toBe(200);
    expect(await service.stop()).toBe(0);
    expect(linesWith(service, 'query failed')).toEqual([]);
    expect(linesWith(service, 'stopping')).toMatchObject([{ signal: 'SIGTERM' }]);
    expect(linesWith(service, 'stopped')).toMatchObject([{ code: 0 }]);
  });

  it('says what is wrong with the address, and what to do', async () => {
    const environment = { CLICKHOUSE_URL: 'http://127.0.0.1:1' };
    const service = await RunningService.start({ dataDir: dataDir.path, environment });
    try {
      while (linesWith(service, 'trying again').length === 0) await sleep(50);
      const wrong = /^The ClickHouse at CLICKHOUSE_URL does not answer: see that it runs/;
      expect((await ask(service.url, TOTAL)).errors?.[0]?.message).toMatch(wrong);
      const report = await getReport(service.url, REPORT);
      expect([report.status, report.headers.get('retry-after')]).toEqual([503, '10']);
      expect(await report.json()).toMatchObject({
        errors: [{ message: expect.stringMatching(wrong) as string }],
      });
      expect(linesWith(service, 'query failed')).toEqual([]);
      expect((await ask(service.url, '{ __typename measures { name } }')).status).toBe(200);
    } finally {
      await service.stop();
    }
  });

  it('says that the password is wrong, and which settings to set, without it', async () => {
    const noMigrations = mkdtempSync(join(tmpdir(), 'migrations-'));
    const server = await startTemporaryClickHouse(noMigrations);
    const { url, user } = await server.connection.ready();
    const said: string[] = [];
    const log = createLog('fatal');
    const hearing = Object.assign(Object.create(log) as Log, {
      error: (_details: object, text: string) => said.push(text),
    });
    const credentials = {
      user,
      password: 'not-the-password',
      readerPassword: undefined,
      memoryBytes: undefined,
    };
    const clickhouse = { url, database: TEST_DATABASE, ...credentials };
    const connection = new ClickHouseConnection({ dataDir: '', clickhouse }, hearing, noMigrations);
    while (said.length === 0) await sleep(50);
    const wrong = /refuses the user or the password .*: set CLICKHOUSE_USER and CLICKHOUSE_PASSWORD/;
    expect(connection.notReadyBecause).toMatch(wrong);
    expect(said[0]).toMatch(wrong);
    expect(said[0]).not.toContain('not-the-password');
    await connection.close();
    await server.stop();
    rmSync(noMigrations, { recursive: true });
  });
});
