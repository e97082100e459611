import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { ClickHouseConnection } from '../../src/platform/clickhouse/clickhouse-connection';
import { connectForCommand } from '../../src/platform/clickhouse/connect-for-command';
import {
  accessToServerIn,
  connectionFileIn,
  readConnectionFile,
} from '../../src/platform/clickhouse/embedded/connection-file';
import type { EmbeddedConnection } from '../../src/platform/clickhouse/embedded/connection-file';
import { DataDirectoryLock } from '../../src/platform/data-directory/data-directory-lock';
import { createLog } from '../../src/platform/logging/log';
import { Eavesdropper } from '../support/eavesdropper';
import { embeddedSettings, TEST_DATABASE } from '../support/temporary-clickhouse';

const STARTS = 3;

/** Of a service without readers, whose port may change. */
describe('A neighbour on the machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'neighbours-'));
  const dataDir = join(folder, 'data');
  const noMigrations = mkdtempSync(join(folder, 'migrations-'));
  const { clickhouse: ofTests } = embeddedSettings(dataDir);
  const settings = { dataDir, clickhouse: { ...ofTests, readerPassword: undefined, memoryBytes: undefined } };
  const neighbours: Eavesdropper[] = [];
  let lock: DataDirectoryLock;
  let connection: ClickHouseConnection;
  let clickhouse: ClickHouse;

  beforeAll(async () => {
    lock = await DataDirectoryLock.take(dataDir);
    connection = new ClickHouseConnection(settings, createLog('fatal'), noMigrations);
    clickhouse = connection.clickhouse;
    await connection.ready();
  });

  afterAll(async () => {
    await connection.close();
    lock.release();
    for (const neighbour of neighbours) neighbour.stop();
    rmSync(folder, { recursive: true });
  });

  const written = (): EmbeddedConnection => {
    const file = readConnectionFile(dataDir);
    if (!file) throw new Error('there is no connection file');
    return file;
  };
  const request = async (path: string, init: RequestInit = {}): Promise<string> => {
    const url = `http://127.0.0.1:${written().httpPort}${path}`;
    return (await fetch(url, { method: 'POST', body: 'SELECT currentUser()', ...init })).text();
  };
  const basic = (user: string, password: string): string => `Basic ${btoa(`${user}:${password}`)}`;

  describe('gets in', () => {
    it.each([
      ['without saying who it is', '/', {}],
      ['as the user without a password', '/', { headers: { authorization: basic('default', '') } }],
      ['by headers of ClickHouse', '/', { headers: { 'X-ClickHouse-User': 'default' } }],
      ['by the address', '/?user=default&password=', {}],
      [
        'by the address, with another name beside it',
        '/?user=default',
        { headers: { authorization: basic('signalzen', '') } },
      ],
      ['with a session', '/?session_id=mine', {}],
      ['with more sessions allowed by itself', '/?max_sessions_for_user=100', {}],
      ['in a form', '/', { body: new URLSearchParams({ query: 'SELECT 1', user: 'default' }) }],
      ['with a GET request', '/?query=SELECT+1', { method: 'GET', body: null }],
    ])('not %s', async (_, path, init: RequestInit) => {
      expect(await request(path, init)).toMatch(/USER_SESSION_LIMIT_EXCEEDED/);
    });

    it('not with the session of a try before, however often it tries', async () => {
      const tries = await Promise.all(Array.from({ length: 20 }, () => request('/?session_id=one')));
      for (let again = 0; again < 3; again += 1) tries.push(await request('/?session_id=one'));
      for (const answer of tries) expect(answer).toMatch(/USER_SESSION_LIMIT_EXCEEDED|SESSION_IS_LOCKED/);
    });

    it('not as the service with a wrong password, nor as a reader that nobody asked for', async () => {
      for (const user of ['signalzen', 'bi'])
        expect(await request('/', { headers: { authorization: basic(user, 'x') } })).toMatch(
          /AUTHENTICATION_FAILED/,
        );
    });

    it.each(['/play', '/dashboard', '/replicas_status', '/metrics', '/binary', '/webterminal', '/jemalloc'])(
      'not by a page of ClickHouse: %s',
      async (path) => {
        expect(await request(path, { method: 'GET', body: null })).toContain('There is no handle');
      },
    );

    it('not by another port: the engine listens on one', () => {
      expect(portsOf(written().pid)).toEqual([written().httpPort]);
    });
  });

  it('who takes the port of an engine that has died hears no password, at none of three starts', async () => {
    const passwords = new Set<string>();
    for (let start = 1; start <= STARTS; start += 1) {
      const { pid, httpPort, service } = written();
      passwords.add(service.password);
      process.kill(pid, 'SIGKILL');
      const neighbour = await Eavesdropper.on(httpPort);
      neighbours.push(neighbour);
      const database = await untilAnswered(() =>
        clickhouse.queryText('SELECT currentDatabase() AS name', {}, 'name', { timeoutMs: 5000 }),
      );
      expect(database).toEqual([{ name: TEST_DATABASE }]);
      expect(written()).not.toMatchObject({ httpPort });
      expect(statSync(connectionFileIn(dataDir)).mode & 0o777).toBe(0o600);
    }
    // Whatever was connected to them was told nothing.
    expect(neighbours.flatMap(({ heard }) => heard).join('')).toBe('');
    expect(passwords.size).toBe(STARTS);
  });

  it('who has the port of a service that is gone hears nothing of a command', async () => {
    const { httpPort } = written();
    await connection.close();
    lock.release();
    const neighbour = await Eavesdropper.on(httpPort);
    neighbours.push(neighbour);
    expect(accessToServerIn(dataDir)).toBeUndefined();

    const command = await connectForCommand(settings, createLog('fatal'), noMigrations);
    expect(command.isOfService).toBe(false);
    await command.clickhouse.ping();
    await command.close();
    expect(neighbour.heard).toEqual([]);
  });

  it('can really hear what is sent to it', async () => {
    const neighbour = await Eavesdropper.on(0);
    const socket = connect(neighbour.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.end('a password');
    await once(socket, 'close');
    expect(neighbour.heard).toEqual(['a password']);
    neighbour.stop();
  });
});

/** The ports on which a process listens. */
function portsOf(pid: number): number[] {
  const folder = `/proc/${pid}/fd`;
  const inodes = new Set(
    readdirSync(folder).map((name) => /socket:\[(\d+)\]/.exec(readlinkSync(join(folder, name)))?.[1]),
  );
  return ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && inodes.has(inode))
      .map(([, local]) => Number.parseInt(local?.split(':')[1] ?? '', 16)),
  );
}

async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + 60_000; ;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await sleep(20);
  }
}
