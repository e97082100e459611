import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { KnownPlaces } from '../../platform/clickhouse/cluster/known-places';
import { processEnvironment } from '../../platform/config/process-environment';
import { readSettings } from '../../platform/config/read-settings';
import { readOrCreateSecretsFile, secretsFileIn } from '../../platform/config/secrets-file';
import type { Settings } from '../../platform/config/settings';
import { createLog } from '../../platform/logging/log';
import { examine } from '../doctor/examine';
import { examineShards } from '../doctor/examine-shards';
import type { Part } from '../doctor/examine-shards';
import { worstOf } from '../doctor/finding';
import type { Finding } from '../doctor/finding';
import { databaseIfThere } from './database-if-there';
import type { OpenDatabase } from './database-if-there';
import { failureText } from './failure-text';
import { webAddress } from './option-values';

interface Options {
  readonly url?: URL;
  readonly json?: boolean;
}

export const command = new Command('doctor')
  .description(
    'Looks at everything that a service needs, and says of each thing that it is fine, or what to do.',
  )
  .option('--url <origin>', 'where SignalZen reaches the service: tries its webhooks from there', webAddress)
  .option('--json', 'one JSON object instead of lines; there is no secret in it')
  .addHelpText(
    'after',
    `
Run it with the settings of the service, which may run or not. It changes nothing: the test delivery of --url is
verified and answered, and then forgotten. PUBLIC_URL takes the place of --url.
Exits with 1 where something fails; "warn" is worth a look, and changes nothing about that.`,
  )
  .action(doctor);

async function doctor({ url, json = false }: Options): Promise<void> {
  const findings = await findingsFor(url);
  const level = worstOf(findings);
  if (json) console.log(JSON.stringify({ level, findings }, null, 2));
  else for (const finding of findings) console.log(lineOf(finding));
  process.exitCode = level === 'fail' ? 1 : 0;
}

function lineOf({ check, level, text }: Finding): string {
  return `${level.padEnd(4)}  ${check.padEnd(13)}  ${text}`;
}

async function findingsFor(url: URL | undefined): Promise<Finding[]> {
  let settings: Settings;
  try {
    settings = readSettings(processEnvironment(), secretsIfThere);
  } catch (error) {
    return [{ check: 'settings', level: 'fail', text: failureText(error) }];
  }
  const places = KnownPlaces.in(settings.dataDir, createLog('fatal')).shards;
  return examineShards(
    settings,
    (account) => places.get(account),
    (own, part) => findingsOn(own, url, part),
  );
}

async function findingsOn(settings: Settings, url: URL | undefined, part: Part): Promise<Finding[]> {
  let database: OpenDatabase | undefined;
  try {
    database = await databaseIfThere(settings);
  } catch (error) {
    return [{ check: 'cluster', level: 'fail', text: failureText(error) }];
  }
  const patient = {
    settings,
    database,
    databaseAway: 'the embedded one does not run, and was not asked: start the service, and look again',
    pid: pidOf(settings),
    origin: originOf(settings),
    publicOrigin: url ?? settings.publicUrl,
    now: Date.now(),
    wordsOf: failureText,
  };
  try {
    return await examine(patient, part);
  } finally {
    await database?.close();
  }
}

/** It makes none: a look changes nothing. */
function secretsIfThere(dataDir: string): { signalzenApiSecret: string; apiToken: string } {
  if (existsSync(secretsFileIn(dataDir))) return readOrCreateSecretsFile(dataDir);
  return { signalzenApiSecret: '', apiToken: '' };
}

/** Whoever holds the data directory; a file that was left behind names a process that is gone, most likely. */
function pidOf({ dataDir }: Settings): number | undefined {
  try {
    const [, pid] = /"pid":(\d+)/.exec(readFileSync(join(dataDir, 'lock'), 'utf8')) ?? [];
    return pid !== undefined && existsSync(`/proc/${pid}`) ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

function originOf({ host, port }: Settings): URL | undefined {
  if (port === 0) return undefined;
  const name = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return new URL(`http://${name.includes(':') ? `[${name}]` : name}:${port}`);
}
