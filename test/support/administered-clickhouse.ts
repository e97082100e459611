import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClickHouseAccess } from '../../src/platform/clickhouse/clickhouse-access';
import { answersWithin } from '../../src/platform/clickhouse/embedded/answers-within';
import { engineLibrary } from '../../src/platform/clickhouse/embedded/engine-library';
import { EngineProcess } from '../../src/platform/clickhouse/embedded/engine-process';
import { xmlDocument } from '../../src/platform/clickhouse/embedded/xml';
import { migrate } from '../../src/platform/clickhouse/migrations';
import { createLog } from '../../src/platform/logging/log';
import { makeDataFolder } from './data-folder';
import { roleAsConfiguration } from './role-as-configuration';
import { TEST_DATABASE } from './temporary-clickhouse';

export const ROLE_FILE = 'clickhouse/readers/reader_role.sql';
const ADMIN = { user: 'admin', password: 'the-password-of-the-administrator' };

const ANY_PORT = 0;
const log = createLog('error');

/** The password of every reader, and of the writer. */
export const READER_PASSWORD = 'the-password-of-a-reader';

/**
 * A server as somebody runs it beside the service, with the service's database, which is empty, and with
 * - an administrator,
 * - `bi`: the user that docker-compose.yml puts there,
 * - `writer`: a user for the service who lacks rights,
 * - `analyst` and `marketing`: users with the role of clickhouse/readers, the second one with a further grant.
 */
export class AdministeredClickHouse {
  private readonly folder = makeDataFolder('administered-clickhouse-');
  private engine: EngineProcess | undefined;
  private port = ANY_PORT;

  private constructor(furtherGrant: string | undefined) {
    writeConfiguration(this.folder, furtherGrant === undefined ? [] : [furtherGrant]);
  }

  static async start(furtherGrant?: string): Promise<AdministeredClickHouse> {
    const server = new AdministeredClickHouse(furtherGrant);
    await server.startAgain();
    await migrate({ access: server.admin, database: TEST_DATABASE, log });
    return server;
  }

  /** The way in of the administrator. */
  get admin(): ClickHouseAccess {
    return { url: new URL(`http://127.0.0.1:${this.port}`), ...ADMIN };
  }

  /** Its data, its port and its users stay. */
  async shutDown(): Promise<void> {
    await this.engine?.stop();
    this.engine = undefined;
  }

  async startAgain(): Promise<void> {
    const files = {
      configFile: join(this.folder, 'config/config.xml'),
      dataFolder: join(this.folder, 'data'),
    };
    this.engine = EngineProcess.spawn({ library: engineLibrary(), ...files, port: this.port }, log);
    this.port = (await this.engine.listensWithin(30_000))?.port ?? ANY_PORT;
    if (await answersWithin(30_000, this.admin, this.engine.exited)) return;
    await this.stop();
    throw new Error('the server does not answer');
  }

  async stop(): Promise<void> {
    await this.shutDown();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function writeConfiguration(parent: string, furtherGrants: readonly string[]): void {
  const folder = join(parent, 'config');
  for (const path of [join(parent, 'data'), folder, join(folder, 'users.d')]) mkdirSync(path);
  const config = xmlDocument('For a test.', {
    timezone: 'UTC',
    user_directories: { users_xml: { path: join(folder, 'users.xml') } },
    keep_alive_timeout: 3,
    // As docs/backup.md says. Beside its data it may not write.
    storage_configuration: { disks: { backups: { type: 'local', path: join(parent, 'data/backups/') } } },
    backups: { allowed_disk: 'backups' },
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
      writer: {
        ...{ password: READER_PASSWORD, networks, profile: 'default', quota: 'default' },
        grants: {
          query: [`GRANT SELECT, INSERT, SHOW, OPTIMIZE ON ${TEST_DATABASE}.*`, 'GRANT SELECT ON system.*'],
        },
      },
      analyst: { ...readers, grants: { query: ['GRANT signalzen_reader'] } },
      marketing: { ...readers, grants: { query: ['GRANT signalzen_reader', ...furtherGrants] } },
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
