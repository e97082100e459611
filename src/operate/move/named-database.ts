import { readFileSync } from 'node:fs';
import { readEnvFile } from '../../platform/config/env-file';
import { readSettings } from '../../platform/config/read-settings';
import { refuseShards } from '../../platform/config/refuse-shards';
import type { Settings } from '../../platform/config/settings';
import { MoveError } from './move-error';

/** A database of the service, by the settings that lead to it. */
export interface NamedDatabase {
  readonly settings: Settings;
  /** What it is called, without secrets. */
  readonly name: string;
}

const EMBEDDED = 'embedded';
const OF_CLICKHOUSE = /^CLICKHOUSE_/;
/** Of the embedded server: it is the machine's, wherever the database is. */
const OF_MACHINE = 'CLICKHOUSE_MEMORY';

/**
 * @param given `embedded`, or a file of which the settings of ClickHouse are taken; `undefined`: the service's own
 * @param environment all other settings, and those of ClickHouse where none are given
 * @throws MoveError, SettingsError, NotOnShards
 */
export function namedDatabase(given: string | undefined, environment: NodeJS.ProcessEnv): NamedDatabase {
  const settings = readSettings(
    given === undefined ? environment : { ...without(environment), ...fileOf(given) },
  );
  refuseShards(settings, 'a database is moved from or to them');
  return { settings, name: nameOf(settings) };
}

function without(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !OF_CLICKHOUSE.test(name) || name === OF_MACHINE),
  );
}

function fileOf(given: string): Record<string, string> {
  if (given === EMBEDDED) return {};
  const { values, problems } = readEnvFile(bytesOf(given), given);
  if (problems.length > 0) throw new MoveError('MOVE_SETTINGS', `${problems.join('; ')}.`);
  const found = Object.fromEntries([...values].filter(([name]) => OF_CLICKHOUSE.test(name)));
  if (found['CLICKHOUSE_URL'] !== undefined) return found;
  throw new MoveError(
    'MOVE_SETTINGS',
    `The file ${given} has no CLICKHOUSE_URL. Put the settings of ClickHouse into it, as the service is to have them; ` +
      `the embedded one is called "${EMBEDDED}", without a file.`,
  );
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new MoveError(
      'MOVE_SETTINGS',
      `The file ${file} cannot be read (${code}). It is to hold the settings of ClickHouse, one a line, as in .env: ` +
        'CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE, CLICKHOUSE_CLUSTER.',
      { cause: error },
    );
  }
}

function nameOf({ dataDir, clickhouse: { url, cluster, database } }: Settings): string {
  if (url === undefined) return `the embedded ClickHouse in ${dataDir}`;
  const server = cluster ? `of the cluster "${cluster.name}"` : `at ${url.origin}`;
  return `the database "${database}" ${server}`;
}
