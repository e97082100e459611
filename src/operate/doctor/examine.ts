import type { Settings } from '../../platform/config/settings';
import { loadRules } from '../../platform/rules/load-rules';
import { problemText } from '../../platform/rules/rules-problem';
import { checkChannels } from './check-channels';
import { checkSignalZenApi, checkService } from './check-connections';
import { checkBackup, checkSubscriptions, checkTokens } from './check-data';
import { checkDatabase, isWithoutTables } from './check-database';
import type { Database } from './check-database';
import { checkDirectory, checkOpenFiles, checkRejected } from './check-directory';
import { checkReceivers } from './check-receivers';
import { checkRights } from './check-rights';
import { checkWebhooks } from './check-webhook';
import type { Part } from './examine-shards';
import { findingsOf } from './finding';
import type { Finding } from './finding';

/** What is looked at. */
export interface Patient {
  readonly settings: Settings;
  /** `undefined`: it cannot be asked, for `databaseAway`. */
  readonly database: Database | undefined;
  readonly databaseAway: string;
  /** Of the service, where it runs. */
  readonly pid: number | undefined;
  /** Where the service listens on this machine; `here`: it looks at itself. */
  readonly origin: URL | 'here' | undefined;
  /** As SignalZen reaches it; `undefined`: that was not asked for. */
  readonly publicOrigin: URL | undefined;
  readonly now: number;
  /** What a person reads of a check that failed. */
  readonly wordsOf: (error: unknown) => string;
}

type Check = (patient: Patient) => Promise<Finding[]> | Finding[];

/** In the order in which they are shown. A check looks, and changes nothing. */
const CHECKS: Readonly<Record<string, Check>> = {
  settings: ({ settings }) => checkSettings(settings),
  rules: ({ settings }) => checkRules(settings),
  directory: ({ settings }) => checkDirectory(settings),
  rejected: ({ settings }) => checkRejected(settings),
  'open files': ({ pid }) => checkOpenFiles(pid),
  service: ({ origin }) => (origin === 'here' ? [] : checkService(origin)),
  ClickHouse: ({ database, databaseAway }) =>
    database ? checkDatabase(database) : [findingsOf('ClickHouse').warn(databaseAway)],
  rights: ({ database }) => (database ? checkRights(database) : []),
  receivers: ({ database }) => (database ? checkReceivers(database.clickhouse) : []),
  webhook: ({ settings, publicOrigin }) =>
    publicOrigin ? checkWebhooks(settings.accounts, publicOrigin) : notFromOutside(settings),
  webhooks: ({ database, settings }) =>
    database ? checkSubscriptions(database.clickhouse, [...settings.accounts.keys()]) : [],
  'SignalZen API': ({ settings }) => checkSignalZenApi(settings),
  channels: ({ database, settings }) => checkChannels(settings, database),
  tokens: ({ database, now }) => (database ? checkTokens(database.clickhouse, now) : []),
  backup: ({ settings, now }) => checkBackup(settings, now),
};

/** Of several shards, each is looked at for these. */
const OF_SHARD: ReadonlySet<string> = new Set([
  'directory',
  'rejected',
  'ClickHouse',
  'rights',
  'receivers',
  'webhooks',
]);

/**
 * Looks at everything at once. What cannot be looked at is a failure of its own.
 * @param part of several shards, what is of one of them, or all the rest
 */
export async function examine(patient: Patient, part: Part = 'all'): Promise<Finding[]> {
  const checks = Object.entries(CHECKS).filter(
    ([name]) => part === 'all' || OF_SHARD.has(name) === (part === 'of a shard'),
  );
  const found = await Promise.all(
    checks.map(async ([name, check]) => {
      try {
        return await check(patient);
      } catch (error) {
        if (isWithoutTables(error))
          return [
            findingsOf(name).warn(
              'the database has no tables yet: the first start of the service makes them',
            ),
          ];
        return [findingsOf(name).fail(patient.wordsOf(error))];
      }
    }),
  );
  return found.flat();
}

function checkSettings({ accounts, generated }: Settings): Finding[] {
  const { ok, warn } = findingsOf('settings');
  if (generated.secret)
    return [
      warn('they are valid, and no account is connected: set SIGNALZEN_API_SECRET (docs/connecting.md)'),
    ];
  return [ok(`they are valid; accounts: ${[...accounts.keys()].join(', ')}`)];
}

/** @throws RulesError, which says what is wrong where */
function checkRules(settings: Settings): Finding[] {
  const { ok, warn } = findingsOf('rules');
  const { file, warnings } = loadRules(settings);
  if (warnings.length > 0) return warnings.map((warning) => warn(problemText(warning)));
  return [ok(file === undefined ? 'there is no file of them, and none is needed' : `${file} is right`)];
}

function notFromOutside({ generated }: Settings): Finding[] {
  const { ok, warn } = findingsOf('webhook');
  const text = 'it was not tried from outside: --url https://<your host> does so';
  return [generated.secret ? ok(text) : warn(text)];
}
