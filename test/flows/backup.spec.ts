import { spawn } from 'node:child_process';
import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastBackup } from '../../src/platform/data-directory/last-backup';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import type { RawDelivery } from '../reference/delivery';
import { AdministeredClickHouse } from '../support/administered-clickhouse';
import { builtProgram } from '../support/built-program';
import { embeddedAccess } from '../support/embedded-access';
import { contactOf, expectedHoursOf, hoursOf } from '../support/contacts';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { runBuiltCommand } from '../support/run-built-command';
import type { CommandOutcome } from '../support/run-built-command';
import { NUMBERS_RECORDED, recordedRows, RECORDED_NUMBERS } from '../support/recorded-rows';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { scrape } from '../support/scrape';
import { sqlAs } from '../support/sql-over-http';
import { post } from '../support/signalzen-sender';

/** Random moments: a failure says which. */
const MOMENTS = [30 + Math.floor(Math.random() * 40), 110 + Math.floor(Math.random() * 40)] as const;
const KILLED_AFTER_MS = 700 + Math.random() * 2_000;

describe(`Backups at deliveries ${MOMENTS.join()}, restores killed after ${KILLED_AFTER_MS.toFixed(0)} ms`, () => {
  let home: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  const sent: RawDelivery[] = [];
  /** How many were acknowledged when the last backup began. */
  let acknowledged = 0;
  const at = (name: string) => join(home.path, name);
  const environment = (dataDir: string) => ({
    DATA_DIR: at(dataDir),
    CONFIG_FILE: at('analytics.yaml'),
    SIGNALZEN_API_SECRET: SECRET,
    API_TOKEN: TOKEN,
  });
  const run = (name: string, dataDir: string, ...given: string[]): Promise<CommandOutcome> =>
    runBuiltCommand(name, given, environment(dataDir));
  const start = async (): Promise<void> => {
    service = await RunningService.start({ dataDir: at('data'), environment: environment('data') });
  };
  const send = async (until: () => boolean): Promise<void> => {
    for (let chat = 1 + sent.length / 5; !until(); chat += 1)
      for (const delivery of contactOf(chat)) {
        expect((await post(`${service.url}/webhooks/signalzen`, delivery.body)).status).toBe(200);
        sent.push(delivery);
      }
  };
  const restored = async (): Promise<RawDelivery[]> => {
    const query = `{ deliveries(from: "2020-01-01", to: "2100-01-01", limit: 10000) { payload } }`;
    const { deliveries } = await dataOf<{ deliveries: { payload: string }[] }>(service.url, query);
    const bodies = new Set(deliveries.map(({ payload }) => payload));
    expect(bodies.size).toBe(deliveries.length);
    return sent.filter(({ body }) => bodies.has(body.toString()));
  };

  beforeAll(async () => {
    home = await temporaryDataDir();
    writeFileSync(at('analytics.yaml'), '# Nobody has decided anything yet.\n');
    await start();
    await untilRolledUp(service.url);
    // A table with a part of which every row is deleted, as there are moments of it.
    for (const sql of [
      'ALTER TABLE facet_sums MODIFY SETTING remove_empty_parts = 0',
      "INSERT INTO facet_sums (facet, day) VALUES ('page', '2026-01-01')",
      'ALTER TABLE facet_sums DELETE WHERE 1 SETTINGS mutations_sync = 1',
    ])
      expect(await sqlAs(embeddedAccess(at('data')), sql)).toBe('');
  });

  afterAll(async () => {
    await service.stop();
    await home.remove();
  });

  it('are made while the service receives, each from what the one before has', async () => {
    for (const moment of MOMENTS) {
      await send(() => sent.length >= moment);
      acknowledged = sent.length;
      let isDone = false;
      const made = run('backup', 'data', '--to', at('backups')).finally(() => (isDone = true));
      await send(() => isDone);
      const { code, said } = await made;
      expect(said).toMatch(/backed up to .*, verified\n/);
      expect(code).toBe(0);
    }
    await send(() => sent.length >= 200);
    expect(existsSync(at('data/backup-work'))).toBe(false);
    expect(readdirSync(at('data/clickhouse/data/shadow'))).toEqual(['increment.txt']);
    const last = await lastBackup(at('data'));
    expect(last?.directory).toBe(at('backups'));
    expect((await scrape(service)).value('signalzen_backup_last_success_timestamp_seconds')).toBe(
      (last?.madeAtMs ?? 0) / 1000,
    );
    const { code, said } = await run('backup', 'data', '--verify', at('backups'));
    expect(said.match(/: good$/gm)).toHaveLength(2);
    expect(code).toBe(0);
  });

  it('bring all back that was acknowledged before, with the numbers, also after a kill in the middle', async () => {
    await service.kill();
    renameSync(at('data'), at('lost'));
    renameSync(at('analytics.yaml'), at('lost.yaml'));
    const child = spawn(process.execPath, [...builtProgram('restore'), '--from', at('backups')], {
      env: environment('data'),
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await sleep(KILLED_AFTER_MS);
    child.kill('SIGKILL');
    await ended;
    if (existsSync(at('data/unfinished-restore.json'))) {
      await expect(start()).rejects.toThrow('what is there is not whole');
    }
    const { code, said } = await run('restore', 'data', '--from', at('backups'));
    expect(said).toContain('The service can be started.');
    expect(code).toBe(0);
    expect(existsSync(at('analytics.yaml'))).toBe(true);
    await start();
    await untilRolledUp(service.url);
    const there = await restored();
    expect(there.length).toBeLessThan(sent.length);
    expect(there.slice(0, acknowledged)).toEqual(sent.slice(0, acknowledged));
    expect(await hoursOf(service.url)).toEqual(expectedHoursOf(there));
  });

  it('are completed by what the lost spool has received since', async () => {
    const all = ['--from', '2020-01-01', '--to', '2100-01-01', '--directory', at('lost/spool')];
    expect((await run('replay', 'data', ...all)).code).toBe(0);
    await untilRolledUp(service.url);
    expect(await restored()).toHaveLength(sent.length);
    expect(await hoursOf(service.url)).toEqual(expectedHoursOf(sent));
  });
});

describe('A backup of a server', () => {
  let home: Awaited<ReturnType<typeof temporaryDataDir>>;
  let server: AdministeredClickHouse;

  const run = (name: string, database: string, ...given: string[]): Promise<CommandOutcome> =>
    runBuiltCommand(name, given, {
      DATA_DIR: join(home.path, `${name}-${database}`),
      SIGNALZEN_API_SECRET: SECRET,
      API_TOKEN: TOKEN,
      CLICKHOUSE_URL: server.admin.url.href,
      CLICKHOUSE_USER: server.admin.user,
      CLICKHOUSE_PASSWORD: server.admin.password,
      CLICKHOUSE_DATABASE: database,
    });
  const on = async <T>(database: string, use: (clickhouse: ClickHouse) => Promise<T>): Promise<T> => {
    const clickhouse = new ClickHouse(database);
    clickhouse.connectTo(server.admin);
    return use(clickhouse).finally(() => clickhouse.close());
  };

  beforeAll(async () => {
    home = await temporaryDataDir();
    server = await AdministeredClickHouse.start();
  });

  afterAll(async () => {
    await server.stop();
    await home.remove();
  });

  it('is made by it, to a disk that it may use, and restored to another database, computed', async () => {
    const deliveries = recordedRows('0000').get('deliveries_store') ?? [];
    const sql = `INSERT INTO deliveries_store FORMAT JSONEachRow ${deliveries.join('\n')}`;
    await on('signalzen', (clickhouse) => clickhouse.commandText(sql, {}, 'put deliveries there'));
    const directory = join(home.path, 'backups');
    const place = ['--tables-to', 'disk:backups'];
    expect(await run('backup', 'signalzen', '--to', directory, ...place)).toMatchObject({ code: 0 });
    const refused = await run('restore', 'signalzen', '--from', directory);
    expect(refused.said).toContain('The database "signalzen" is not empty');
    expect(refused.code).toBe(1);
    expect(await run('restore', 'other', '--from', directory)).toMatchObject({ code: 0 });
    const looked = await on('other', (clickhouse) =>
      clickhouse.queryText<object>(RECORDED_NUMBERS, {}, 'look'),
    );
    expect(looked).toEqual([NUMBERS_RECORDED]);
  });
});
