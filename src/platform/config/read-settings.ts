import { resolve } from 'node:path';
import type { z } from 'zod';
import { copilotAccountsProblem, copilotsAmong } from './copilots';
import { accountsOf, environmentSchema, SETTING_NAMES } from './environment';
import { keptDaysProblem, leastEventsDays } from './kept-days';
import { readOrCreateSecretsFile } from './secrets-file';
import type { GeneratedSecrets } from './secrets-file';
import { normalizedEnvironment } from './normalized-environment';
import type { ClickHouseSettings, Settings } from './settings';
import { SettingsError } from './settings-error';
import { unknownSettings } from './unknown-settings';

export const DEFAULT_ACCOUNT = 'default';
/** Beside `.env`. */
const CONFIG_FILE = 'analytics.yaml';
const SIGNALZEN_API_URL = 'https://api.signalzen.com/external';

/**
 * The settings in an environment. Creates `DATA_DIR`, and in it a file with a generated secret and token
 * where the environment gives none.
 * @param generatedSecrets gives the generated ones of a data directory; by default they are made where there are none
 * @throws SettingsError naming every wrong variable. Values are never shown: they may be secrets.
 */
export function readSettings(
  environment: NodeJS.ProcessEnv,
  generatedSecrets: (dataDir: string) => GeneratedSecrets = readOrCreateSecretsFile,
): Settings {
  const given = normalizedEnvironment(environment);
  const parsed = environmentSchema.safeParse(given);
  const { accounts: named, problems } = accountsOf(given);
  problems.push(...unknownSettings(given, SETTING_NAMES));
  if (!parsed.success) {
    problems.unshift(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);

  const values = parsed.data;
  const dataDir = resolve(values.DATA_DIR);
  const archiveDir = values.SPOOL_ARCHIVE_DIR === undefined ? undefined : resolve(values.SPOOL_ARCHIVE_DIR);
  if (archiveDir === resolve(dataDir, 'spool')) {
    throw new SettingsError(['SPOOL_ARCHIVE_DIR must be another directory than the spool itself']);
  }
  const needsSecret = values.SIGNALZEN_API_SECRET === undefined && named.size === 0;
  const generated = needsSecret || values.API_TOKEN === undefined ? generatedSecrets(dataDir) : undefined;
  const defaultSecrets =
    values.SIGNALZEN_API_SECRET ?? (needsSecret && generated ? [generated.signalzenApiSecret] : undefined);
  const accounts = new Map([
    ...(defaultSecrets ? [[DEFAULT_ACCOUNT, defaultSecrets] as const] : []),
    ...named,
  ]);
  const { copilotIds, problem } = copilotsAmong([...accounts.keys()], values.COPILOT_IDS ?? []);
  const copilotOnAccounts = values.COPILOT_ON_BY_DEFAULT ?? [];
  const unknownCopilots = [problem, copilotAccountsProblem([...accounts.keys()], copilotOnAccounts)].filter(
    (one) => one !== undefined,
  );
  if (unknownCopilots.length > 0) throw new SettingsError(unknownCopilots);
  const retention = {
    texts: values.RETENTION_TEXTS_DAYS,
    events: values.RETENTION_EVENTS_DAYS,
    facts: values.RETENTION_FACTS_DAYS,
    leastEventsDays: leastEventsDays(
      values.EPISODE_IDLE_GAP_HOURS * 3600,
      values.SPOOL_RETENTION_HOURS * 3600,
    ),
  };
  const unkept = keptDaysProblem(retention, retention.leastEventsDays);
  if (unkept !== undefined)
    throw new SettingsError([`RETENTION_${unkept.kind.toUpperCase()}_DAYS does not fit: ${unkept.text}`]);
  const isApiOn = values.SIGNALZEN_API === 'on';
  const isUrlSet = values.SIGNALZEN_API_URL !== undefined;

  return {
    roles: values.ROLES,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    dataDir,
    configFile: {
      path: resolve(values.CONFIG_FILE ?? CONFIG_FILE),
      isNamed: values.CONFIG_FILE !== undefined,
    },
    variable: (name) => given[name],
    accounts,
    signalzenApi: {
      isOn: isApiOn,
      url: values.SIGNALZEN_API_URL ?? new URL(SIGNALZEN_API_URL),
      requestsPerSecond: values.SIGNALZEN_API_RATE,
      // A generated secret is that of the only account.
      accounts: isApiOn && (isUrlSet || !needsSecret) ? [...accounts.keys()] : [],
    },
    generated: { secret: needsSecret, token: values.API_TOKEN === undefined },
    apiTokens: values.API_TOKEN ?? (generated ? [generated.apiToken] : []),
    tokenConcurrency: values.TOKEN_CONCURRENCY,
    tokenCostPerMinute: values.TOKEN_COST_PER_MINUTE,
    hasGraphiql: values.GRAPHIQL === 'on',
    clickhouse: clickhouseOf(values, 0),
    shards:
      values.CLICKHOUSE_SHARD_BY === undefined
        ? []
        : (values.CLICKHOUSE_URL ?? []).map((_, index) => ({
            name: String(index + 1),
            clickhouse: clickhouseOf(values, index),
          })),
    spool: {
      maxPendingBytes: values.SPOOL_MAX_PENDING_BYTES,
      segmentBytes: values.SPOOL_SEGMENT_BYTES,
      minFreeBytes: values.SPOOL_MIN_FREE_BYTES,
      retentionMs: values.SPOOL_RETENTION_HOURS * 3_600_000,
      retentionBytes: values.SPOOL_RETENTION_BYTES,
      archiveDir,
    },
    webhookMaxBodyBytes: values.WEBHOOK_MAX_BODY_BYTES,
    episodeIdleGapSeconds: values.EPISODE_IDLE_GAP_HOURS * 3600,
    episodeTailSeconds: values.EPISODE_TAIL_SECONDS,
    stateEventTime: values.STATE_EVENT_TIME,
    copilotIds,
    copilotOnAccounts,
    rollupEverySeconds: values.ROLLUP_EVERY_SECONDS,
    retention,
    eraseDestroyedChats: values.ERASE_DESTROYED_CHATS === 'on',
    lagAlarmMs: values.LAG_ALARM_SECONDS * 1000,
    logLevel: values.LOG_LEVEL,
  };
}

/** Of the shard at this place, of several; else of the only one. */
function clickhouseOf(values: z.infer<typeof environmentSchema>, index: number): ClickHouseSettings {
  const shards = values.CLICKHOUSE_URL ?? [];
  const urls = shards[index] ?? [];
  const { CLICKHOUSE_CLUSTER: name, CLICKHOUSE_SHARD_BY: shardBy } = values;
  const shard =
    shardBy === undefined
      ? undefined
      : { number: index + 1, shards: shards.length, nodes: shards.flat().length };
  return {
    url: urls[0],
    cluster:
      name === undefined
        ? undefined
        : { name, urls, hasQuorum: values.CLICKHOUSE_QUORUM === 'majority', shard },
    user: values.CLICKHOUSE_USER,
    password: values.CLICKHOUSE_PASSWORD,
    database: values.CLICKHOUSE_DATABASE,
    readerPassword: values.BI_PASSWORD,
    memoryBytes: values.CLICKHOUSE_MEMORY,
  };
}
