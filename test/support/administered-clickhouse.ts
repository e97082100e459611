import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClickHouseAccess } from '../../src/clickhouse/clickhouse-access';
import { answersWithin } from '../../src/clickhouse/embedded/answers-within';
import { engineLibrary } from '../../src/clickhouse/embedded/engine-library';
import { EngineProcess } from '../../src/clickhouse/embedded/engine-process';
import { choosePorts } from '../../src/clickhouse/embedded/free-port';
import { xmlDocument } from '../../src/clickhouse/embedded/xml';
import { migrate } from '../../src/clickhouse/migrations';
import { createLog } from '../../src/logging/log';
import { roleAsConfiguration } from './role-as-configuration';
import { TEST_DATABASE } from './temporary-clickhouse';

export const ROLE_FILE = 'clickhouse/readers/reader_role.sql';
const ADMIN = { user: 'admin', password: 'the-password-of-the-administrator' };

/** The password of every reader. */
export const READER_PASSWORD = 'the-password-of-a-reader';

/**
 * A server as somebody runs it beside the service, with the service's database, which is empty, and with
 * - an administrator,
 * - `bi`: the user that docker-compose.yml puts there,
 * - `analyst` and `marketing`: users with the role of clickhouse/readers, the second one with a further grant.
 */
export class AdministeredClickHouse {
  private constructor(
    private readonly engine: EngineProcess,
    private readonly folder: string,
    readonly admin: ClickHouseAccess,
  ) {}

  static async start(furtherGrant: string): Promise<AdministeredClickHouse> {
    const log = createLog('error');
    const folder = mkdtempSync(join(tmpdir(), 'administered-clickhouse-'));
    writeConfiguration(folder, furtherGrant);
    const ports = await choosePorts(undefined, log, new AbortController().signal);
    const files = { configFile: join(folder, 'config.xml'), dataFolder: join(folder, 'data') };
    const engine = EngineProcess.spawn({ library: engineLibrary(), ...files, ...ports }, log);
    const admin = { url: new URL(`http://127.0.0.1:${ports.httpPort}`), ...ADMIN };
    const server = new AdministeredClickHouse(engine, folder, admin);
    if (!(await answersWithin(30_000, admin, engine.exited))) {
      await server.stop();
      throw new Error('the server does not answer');
    }
    await migrate({ access: admin, database: TEST_DATABASE, log });
    return server;
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function writeConfiguration(folder: string, furtherGrant: string): void {
  for (const name of ['data', 'users.d']) mkdirSync(join(folder, name));
  const config = xmlDocument('For a test.', {
    timezone: 'UTC',
    user_directories: { users_xml: { path: join(folder, 'users.xml') } },
    keep_alive_timeout: 3,
  });
  const networks = { ip: '127.0.0.1' };
  const own = { networks, profile: 'default', quota: 'default', access_management: 1 };
  const { profile, quota, grants } = roleAsConfiguration(readFileSync(ROLE_FILE, 'utf8'));
  const readers = { password: READER_PASSWORD, networks, profile: 'role', quota: 'role' };
  const users = xmlDocument('For a test.', {
    profiles: { default: { log_queries: 0 }, role: profile },
    quotas: { default: '', role: quota },
    roles: { signalzen_reader: { grants: { query: grants } } },
    users: {
      // The engine's own session is this user and knows no other.
      default: { password: '', ...own },
      [ADMIN.user]: { password: ADMIN.password, ...own },
      analyst: { ...readers, grants: { query: ['GRANT signalzen_reader'] } },
      marketing: { ...readers, grants: { query: ['GRANT signalzen_reader', furtherGrant] } },
    },
  });
  writeFileSync(join(folder, 'config.xml'), config);
  writeFileSync(join(folder, 'users.xml'), users);
  const reader = join(folder, 'users.d/reader.xml');
  copyFileSync('dashboards/provisioning/clickhouse/reader.xml', reader);
  // The engine is started without an environment.
  const given = '<password from_env="BI_PASSWORD" />';
  const text = readFileSync(reader, 'utf8');
  if (!text.includes(given)) throw new Error('reader.xml takes its password from elsewhere');
  writeFileSync(reader, text.replace(given, `<password>${READER_PASSWORD}</password>`));
}
