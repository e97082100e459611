import { existsSync } from 'node:fs';
import { secretsFileIn } from './platform/config/secrets-file';
import type { Settings } from './platform/config/settings';
import { machineMemory, mebibytes, suitableMemory } from './platform/clickhouse/embedded/engine-memory';
import { webhookPathOfAccount } from './receive/webhook/webhook-path';
import { commandLine } from './platform/command-line';

/** A line of the log. */
interface Line {
  readonly fields: object;
  readonly text: string;
}

export interface StartReport {
  /** Where everything is. */
  readonly ready: Line;
  /** How the machine's memory is shared out; `undefined`: by somebody else. */
  readonly memory: Line | undefined;
  /** What a first hour is spent on without these lines: each says what is missing, and what to do. */
  readonly missing: readonly Line[];
}

/** What a service tells of itself when it is ready. No secret, and no token: only where they are. */
export function startReport(settings: Settings, url: string): StartReport {
  const { roles, accounts, publicUrl, dataDir, generated, clickhouse } = settings;
  const shownUrl = publicUrl?.origin ?? url;
  const paths = [...accounts.keys()].map(webhookPathOfAccount);
  const [does] = (['receive', 'serve', 'work'] as const).filter((role) => roles.includes(role));
  const isAnswering = roles.includes('serve');
  return {
    ready: {
      fields: {
        ...(isAnswering ? { page: `${shownUrl}/`, signInWith: placeOfToken(settings) } : {}),
        ...(roles.includes('receive') ? { webhooks: paths.map((path) => url + path) } : {}),
        ...(roles.includes('receive') && publicUrl
          ? { webhooksForSignalZen: paths.map((path) => publicUrl.origin + path) }
          : {}),
        ...(isAnswering ? { graphql: `${url}/graphql` } : {}),
        ...(does === 'work' ? { metrics: `${url}/metrics` } : {}),
        ...(generated.secret || generated.token ? { generatedSecrets: secretsFileIn(dataDir) } : {}),
      },
      text: `ready to ${does ?? 'work'}`,
    },
    memory:
      roles.includes('receive') && clickhouse.url === undefined
        ? memoryPlan(clickhouse.memoryBytes, machineMemory())
        : undefined,
    missing: missingOf(settings),
  };
}

function placeOfToken({ generated, dataDir }: Settings): string {
  return generated.token ? `apiToken in ${secretsFileIn(dataDir)}` : 'the setting API_TOKEN';
}

/** Of a service with the embedded ClickHouse. */
function memoryPlan(given: number | undefined, machineBytes: number): Line {
  const engine = given ?? suitableMemory(machineBytes);
  return {
    fields: { machine: mebibytes(machineBytes), clickhouse: mebibytes(engine) },
    text:
      `memory: ClickHouse may use ${mebibytes(engine)} of ${mebibytes(machineBytes)} ` +
      `(${given === undefined ? 'CLICKHOUSE_MEMORY changes that' : 'CLICKHOUSE_MEMORY'}); ` +
      'the service itself and the files that the system keeps in memory have the rest',
  };
}

function missingOf({ roles, generated, publicUrl, signalzenApi, configFile }: Settings): Line[] {
  const isAnywhere = roles.includes('receive') && roles.includes('serve');
  const lines: (Line | false)[] = [
    roles.includes('receive') &&
      generated.secret && {
        fields: { missing: 'SIGNALZEN_API_SECRET' },
        text:
          `no account is connected: only made-up deliveries ("${commandLine('simulate')}") can be verified. Set ` +
          "SIGNALZEN_API_SECRET to the API Secret key that SignalZen's Console shows, or one " +
          'SIGNALZEN_API_SECRET_<NAME> for each website',
      },
    isAnywhere &&
      !generated.secret &&
      publicUrl === undefined && {
        fields: { missing: 'PUBLIC_URL' },
        text:
          'it is not known where SignalZen reaches this service: set PUBLIC_URL to the https address that a reverse ' +
          'proxy answers on, and this log names the URLs to paste into the Console',
      },
    roles.includes('work') &&
      !generated.secret &&
      !signalzenApi.isOn && {
        fields: { missing: 'SIGNALZEN_API' },
        text:
          "SIGNALZEN_API is off: operators' messages whose webhook names no chat are in no response time, and what " +
          'webhooks lose stays lost',
      },
    roles.some((role) => role !== 'receive') &&
      !existsSync(configFile.path) && {
        fields: { missing: configFile.path },
        text:
          'there is no file of rules: without one there are no working hours, targets and teams. Copy ' +
          'analytics.example.yaml there, and see docs/rules.md',
      },
  ];
  return lines.filter((line) => line !== false);
}
