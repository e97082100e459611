import type { Settings } from '../../platform/config/settings';
import { loadRules } from '../../platform/rules/load-rules';
import { problemText } from '../../platform/rules/rules-problem';
import { checkChannels } from './check-channels';
import { checkSignalZenApi, checkService } from './check-connections';
import { checkBackup, checkSubscriptions, checkTokens } from './check-data';
import { checkDatabase } from './check-database';
import type { Database } from './check-database';
import { checkDirectory, checkOpenFiles, checkRejected } from './check-directory';
import { checkRights } from './check-rights';
import { checkWebhooks } from './check-webhook';
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
  webhook: ({ settings, publicOrigin }) =>
    publicOrigin ? checkWebhooks(settings.accounts, publicOrigin) : notFromOutside(settings),
  webhooks: ({ database, settings }) =>
    database ? checkSubscriptions(database.clickhouse, [...settings.accounts.keys()]) : [],
  'SignalZen API': ({ settings }) => checkSignalZenApi(settings),
  channels: ({ database, settings }) => checkChannels(settings, database),
  tokens: ({ database, now }) => (database ? checkTokens(database.clickhouse, now) : []),
  backup: ({ settings, now }) => checkBackup(settings, now),
};

/** Looks at everything at once. What cannot be looked at is a failure of its own. */
export async function examine(patient: Patient): Promise<Finding[]> {
  const found = await Promise.all(
    Object.entries(CHECKS).map(async ([name, check]) => {
      try {
        return await check(patient);
      } catch (error) {
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
      warn('they are valid, and no account is connected: set SIGNALZEN_API_SECRET, see docs/operations.md'),
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
