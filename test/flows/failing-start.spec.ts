import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { dirname, join } from 'node:path';
import { DataDirectoryLock } from '../../src/platform/data-directory/data-directory-lock';
import { readConnectionFile } from '../../src/platform/clickhouse/embedded/connection-file';
import { visitorMessage } from '../reference/samples';
import { startInVain } from '../support/failed-start';
import type { FailedStart } from '../support/failed-start';
import { linesWith } from '../support/log-lines';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';

const COMMANDS = ['backfill', 'config', 'erase', 'migrate', 'rebuild', 'replay', 'simulate'];
const PROGRAMS = ['start', ...COMMANDS];

describe('A start that fails', () => {
  let folder: Awaited<ReturnType<typeof temporaryDataDir>>;
  let DATA_DIR: string;

  beforeEach(async () => {
    folder = await temporaryDataDir();
    DATA_DIR = join(folder.path, 'data');
  });
  afterEach(async () => {
    await folder.remove();
  });

  const expectOneLine = (start: FailedStart, ...parts: string[]): void => {
    const [line = '', ...more] = start.lines;
    expect(more).toEqual([]);
    for (const part of parts) expect(line).toContain(part);
    expect(start.code).toBe(1);
    expect(start.log).not.toContain('"stack"');
  };

  describe('for its address', () => {
    let other: Server;
    beforeEach(async () => {
      other = createServer();
      await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    });
    afterEach(() => {
      other.close();
    });

    it('says that its port is in use, and has let go of its data', async () => {
      const { port } = other.address() as AddressInfo;
      const start = await startInVain({ DATA_DIR, PORT: String(port) });
      expectOneLine(start, `port ${port} of 127.0.0.1`, 'set PORT');
      (await DataDirectoryLock.take(DATA_DIR)).release();
      expect(readdirSync(DATA_DIR)).toEqual(['lock']);
    });

    it.each([
      ['nosuch.invalid', 'set HOST'],
      ['192.0.2.1', 'no address of this machine'],
    ])('says that it cannot listen on %s', async (HOST, what) => {
      expectOneLine(await startInVain({ DATA_DIR, HOST }), HOST, what);
    });
  });

  describe('for its data directory', () => {
    it('says that a file is in the way', async () => {
      writeFileSync(join(folder.path, 'file'), '');
      for (const path of ['file', 'file/data']) {
        const start = await startInVain({ DATA_DIR: join(folder.path, path) });
        expectOneLine(start, join(folder.path, path), 'stands where a directory should', 'DATA_DIR');
      }
    });

    it('says that it cannot be made, also to who runs a command or has secrets made in it', async () => {
      const environment = { DATA_DIR: '/proc/data' };
      expectOneLine(await startInVain(environment), '/proc/data', 'set DATA_DIR');
      expectOneLine(await startInVain({ ...environment, API_TOKEN: '' }), '/proc/data', 'set DATA_DIR');
      expectOneLine(await startInVain(environment, { program: 'migrate' }), '/proc/data', 'set DATA_DIR');
    });

    it('says who else has it', async () => {
      const lock = await DataDirectoryLock.take(DATA_DIR);
      expectOneLine(await startInVain({ DATA_DIR }), DATA_DIR, `process ${process.pid}`);
      lock.release();
    });

    it.each([
      ['clickhouse', 'a file'],
      ['clickhouse/data', 'a file'],
      ['clickhouse/config/users.xml', 'a directory'],
    ])('says that it cannot use its %s: %s stands there', async (name, what) => {
      const path = join(DATA_DIR, name);
      mkdirSync(what === 'a file' ? dirname(path) : path, { recursive: true });
      if (what === 'a file') writeFileSync(path, '');
      for (const program of ['start', 'migrate'])
        expectOneLine(await startInVain({ DATA_DIR }, { program }), DATA_DIR, what, 'move it away');
    });

    it('says that its secrets are damaged', async () => {
      const { path } = folder;
      writeFileSync(join(path, 'secrets.json'), '{');
      expectOneLine(
        await startInVain({ DATA_DIR: path, API_TOKEN: '' }),
        'secrets.json is damaged',
        'Delete it',
      );
    });
  });

  it('says that ClickHouse does not speak TLS where it is asked to', async () => {
    const plain = createHttpServer();
    await new Promise<void>((listening) => plain.listen(0, '127.0.0.1', listening));
    const CLICKHOUSE_URL = `https://127.0.0.1:${(plain.address() as AddressInfo).port}`;
    for (const program of ['start', 'migrate'])
      expectOneLine(
        await startInVain({ DATA_DIR, CLICKHOUSE_URL }, { program }),
        'does not speak TLS',
        'http://',
      );
    plain.close();
  });

  it('names the one setting that is wrong', async () => {
    expectOneLine(await startInVain({ DATA_DIR, PORT: 'x' }), 'PORT must be a port number');
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  describe('for what is not installed', () => {
    const preload = (script: string): readonly string[] => {
      const file = join(folder.path, 'preload.cjs');
      writeFileSync(file, script);
      return ['--require', file];
    };

    it.each(['14.21.3', '18.20.8', '20.18.3', '21.7.3', '22.11.0'])(
      'says which Node is needed, before anything of it is loaded: %s',
      async (version) => {
        const nodeOptions = preload(
          `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });
           const { _load } = require('node:module');
           require('node:module')._load = function (name, ...rest) {
             if (name.startsWith('.') || name.startsWith('/')) return _load.call(this, name, ...rest);
             throw new Error('ERR_REQUIRE_ESM');
           };`,
        );
        for (const program of version.startsWith('18') ? PROGRAMS : ['start'])
          expectOneLine(await startInVain({ DATA_DIR }, { program, nodeOptions }), '20.19', version);
      },
    );

    it('says that the engine is missing, and not that the machine is another', async () => {
      const nodeOptions = preload(
        `const module_ = require('node:module');
         const { _resolveFilename } = module_;
         module_._resolveFilename = (name, ...rest) => {
           if (name.startsWith('@chdb/')) throw new Error('not found');
           return _resolveFilename.call(module_, name, ...rest);
         };`,
      );
      for (const program of ['start', 'migrate']) {
        const start = await startInVain({ DATA_DIR }, { program, nodeOptions });
        expectOneLine(start, '@chdb/lib-linux-x64-gnu is not installed', 'npm ci', 'CLICKHOUSE_URL');
      }
    });
  });

  describe('for ClickHouse', () => {
    it('says that the password is refused, unless it has deliveries to take care of', async () => {
      const server = await startTemporaryClickHouse();
      try {
        const { service, httpPort } = readConnectionFile(server.dataDir) ?? {};
        const environment = {
          CLICKHOUSE_URL: `http://127.0.0.1:${httpPort ?? 0}`,
          CLICKHOUSE_USER: service?.user ?? '',
          CLICKHOUSE_PASSWORD: 'not-the-password',
        };
        const lines = ['refuses the user or the password', 'CLICKHOUSE_PASSWORD'];
        for (const program of ['start', 'start', 'migrate', 'rebuild'])
          expectOneLine(await startInVain({ DATA_DIR, ...environment }, { program }), ...lines);

        const away = { ...environment, CLICKHOUSE_URL: 'http://127.0.0.1:1' };
        const first = await RunningService.start({ dataDir: DATA_DIR, environment: away });
        expect((await post(`${first.url}/webhooks/signalzen`, visitorMessage(1, 0).body)).status).toBe(200);
        expect(await first.stop()).toBe(0);
        expect(linesWith(first, 'ClickHouse is not ready')[0]).toMatchObject({
          level: 'warn',
          server: 'http://127.0.0.1:1',
          reason: expect.stringContaining('ECONNREFUSED') as string,
        });

        const second = await RunningService.start({ dataDir: DATA_DIR, environment });
        while (linesWith(second, 'refuses the user or the password').length < 2)
          await new Promise((resolve) => setTimeout(resolve, 50));
        expect((await post(`${second.url}/webhooks/signalzen`, visitorMessage(2, 0).body)).status).toBe(200);
        expect(linesWith(second, 'refuses the user')[0]).toMatchObject({ level: 'error' });
        expect(second.lastLines.join('')).not.toMatch(/"stack"|not-the-password/);
        expect(await second.stop()).toBe(0);
      } finally {
        await server.stop();
      }
    });
  });
});
