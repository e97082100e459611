import { join } from 'node:path';
import type { Settings, ShardSettings } from './settings';

/** Where the files of one of several shards are. */
export function dataDirOfShard({ dataDir }: Pick<Settings, 'dataDir'>, name: string): string {
  return join(dataDir, 'shards', name);
}

/**
 * The settings by which the work of one shard is done, as if there were no others: with its ClickHouse, its accounts,
 * and a data directory of its own below `DATA_DIR`. What a limit allows for all is divided.
 * @param isHere whether an account is on the shard; by default, all of them are
 */
export function settingsOfShard(
  settings: Settings,
  { name, clickhouse }: ShardSettings,
  isHere: (account: string) => boolean = () => true,
): Settings {
  const { accounts, signalzenApi, spool } = settings;
  const shards = settings.shards.length;
  const askable = signalzenApi.accounts.filter(isHere);
  const askableShare = askable.length / Math.max(1, signalzenApi.accounts.length);
  return {
    ...settings,
    dataDir: dataDirOfShard(settings, name),
    clickhouse,
    shards: [],
    accounts: new Map([...accounts].filter(([account]) => isHere(account))),
    signalzenApi: {
      ...signalzenApi,
      accounts: askable,
      // Nobody asks for no account.
      requestsPerSecond: signalzenApi.requestsPerSecond * (askableShare || 1),
    },
    spool: {
      ...spool,
      maxPendingBytes: Math.floor(spool.maxPendingBytes / shards),
      retentionBytes: Math.floor(spool.retentionBytes / shards),
      archiveDir: spool.archiveDir === undefined ? undefined : join(spool.archiveDir, `shard-${name}`),
    },
  };
}
