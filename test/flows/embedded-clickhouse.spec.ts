import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { ClickHouseConnection } from '../../src/platform/clickhouse/clickhouse-connection';
import { connectForCommand } from '../../src/platform/clickhouse/connect-for-command';
import { connectionFileIn, readConnectionFile } from '../../src/platform/clickhouse/embedded/connection-file';
import type { EmbeddedConnection } from '../../src/platform/clickhouse/embedded/connection-file';
import { DataDirectoryLock } from '../../src/platform/data-directory/data-directory-lock';
import { createLog } from '../../src/platform/logging/log';
import { BI_PASSWORD, embeddedAccess } from '../support/embedded-access';
import { embeddedSettings } from '../support/temporary-clickhouse';
import { nextLine, startTypeScript } from '../support/typescript-process';

const PROGRAM = join(__dirname, '../support/programs/run-clickhouse.ts');

describe('The embedded ClickHouse', () => {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-clickhouse-'));
  const dataDir = join(folder, 'data');
  const noMigrations = mkdtempSync(join(folder, 'migrations-'));
  let lock: DataDirectoryLock;
  let connection: ClickHouseConnection;
  let clickhouse: ClickHouse;

  const start = async (): Promise<void> => {
    lock = await DataDirectoryLock.take(dataDir);
    connection = new ClickHouseConnection(embeddedSettings(dataDir), createLog('fatal'), noMigrations);
    clickhouse = connection.clickhouse;
    await connection.ready();
  };
  const written = (): EmbeddedConnection => {
    const file = readConnectionFile(dataDir);
    if (!file) throw new Error('there is no connection file');
    return file;
  };
  const enginePid = (): number =>
    Number(/PID: (\d+)/.exec(readFileSync(join(dataDir, 'clickhouse/data/status'), 'utf8'))?.[1]);
  /** A process that has ended may be listed until its parent has heard of it. */
  const isRunning = (pid: number): boolean => {
    const file = `/proc/${pid}/stat`;
    return existsSync(file) && !/\) [ZX] /.test(readFileSync(file, 'utf8'));
  };
  const count = async (): Promise<unknown> =>
    clickhouse.queryText('SELECT count() AS rows FROM kept', {}, 'count', { timeoutMs: 5000 });

  beforeAll(async () => {
    await start();
    await clickhouse.commandText('CREATE TABLE kept (n UInt64) ENGINE = MergeTree ORDER BY n', {}, 'create');
    await clickhouse.commandText('INSERT INTO kept SELECT number FROM numbers(1000)', {}, 'fill');
  });

  afterAll(async () => {
    await connection.close();
    lock.release();
    rmSync(folder, { recursive: true });
  });

  it('keeps its secrets readable by their owner only, and out of its arguments and environment', () => {
    for (const file of [connectionFileIn(dataDir), join(dataDir, 'clickhouse/config/users.xml')]) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
    const users = readFileSync(join(dataDir, 'clickhouse/config/users.xml'), 'utf8');
    const shown = ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${enginePid()}/${name}`, 'utf8'));
    for (const password of [written().service.password, BI_PASSWORD]) {
      for (const text of [users, ...shown]) expect(text).not.toContain(password);
    }
  });

  it('leaves signals to the service, and is out of reach of the terminal’s', async () => {
    const pid = enginePid();
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.kill(pid, signal);
    await sleep(200);
    expect(isRunning(pid)).toBe(true);
    expect(await count()).toEqual([{ rows: '1000' }]);
    const processGroup = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[4];
    expect(processGroup).toBe(String(pid));
  });

  it('is restarted when its process is killed, on its port, with its data and another password; the client goes on', async () => {
    const before = written();
    const killed = enginePid();
    process.kill(killed, 'SIGKILL');
    const deadline = Date.now() + 20_000;
    let rows: unknown;
    while (rows === undefined && Date.now() < deadline) {
      await sleep(50);
      rows = await count().catch(() => undefined);
    }
    expect(rows).toEqual([{ rows: '1000' }]);
    expect(enginePid()).not.toBe(killed);
    expect(written()).toMatchObject({ httpPort: before.httpPort, pid: enginePid() });
    expect(written().service.password).not.toBe(before.service.password);
  });

  it('serves a command while the service runs', async () => {
    const command = await connectForCommand(embeddedSettings(dataDir), createLog('fatal'));
    const rows = await command.clickhouse.queryText('SELECT max(n) AS last FROM kept', {}, 'last');
    await command.close();
    expect(rows).toEqual([{ last: '999' }]);
  });

  it('stops with the service: nothing answers, and a command then starts it for itself', async () => {
    const before = written();
    const pid = enginePid();
    await connection.close();
    lock.release();
    expect(isRunning(pid)).toBe(false);
    await expect(count()).rejects.toMatchObject({ code: 'CLICKHOUSE_UNREACHABLE' });

    const command = await connectForCommand(embeddedSettings(dataDir), createLog('fatal'), noMigrations);
    await expect(DataDirectoryLock.take(dataDir)).rejects.toThrow(/in use/);
    expect(await command.clickhouse.queryText('SELECT count() AS rows FROM kept', {}, 'count')).toEqual([
      { rows: '1000' },
    ]);
    await command.close();
    (await DataDirectoryLock.take(dataDir)).release();
    expect(written().httpPort).toBe(before.httpPort);
  });

  it('ends when its service is killed, and the next start on the directory waits for it and has its data', async () => {
    const { child, lines } = startTypeScript(PROGRAM, dataDir, noMigrations);
    expect(await nextLine(lines)).toBe('ready');
    const orphan = enginePid();
    // Work that it has to finish first, so that it is still there when the next start comes.
    const probe = new ClickHouse('system');
    probe.connectTo(embeddedAccess(dataDir));
    const working = probe.queryText('SELECT sleep(2)', {}, 'sleep').catch(() => undefined);
    await sleep(100);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isRunning(orphan)).toBe(true);

    await start();
    expect(isRunning(orphan)).toBe(false);
    expect(await count()).toEqual([{ rows: '1000' }]);
    await working;
    await probe.close();
  });
});
