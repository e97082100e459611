import { existsSync, readFileSync } from 'node:fs';
import { placesIn } from '../../platform/clickhouse/cluster/account-shards';
import type { PlacedAccount } from '../../platform/clickhouse/cluster/account-shards';
import { secretsFileIn } from '../../platform/config/secrets-file';
import { packageVersion } from '../../platform/package-root';
import { BackupDirectory } from '../backup/backup-directory';
import { noteBackup } from '../backup/last-backup';
import { requireApart } from '../backup/made-backup';
import type { WholeBackups } from '../backup/whole-backups';
import { backUpDatabase } from './back-up-database';
import type { HowToBackUp } from './back-up-database';
import { onDatabase } from './command-context';
import type { CommandEnvironment } from './command-context';
import { onEachShard } from './on-each-shard';

/**
 * Makes a backup of each shard, and then of all of them one: without any of them there is none.
 * @param keep how many of all shards; `undefined`: every one
 * @returns which earlier ones were removed; `undefined`: none were to be
 * @throws NotOnEveryShard, BackupError, ClickHouseError
 */
export async function backUpShards(
  environment: CommandEnvironment,
  backups: WholeBackups,
  how: HowToBackUp,
  keep: number | undefined,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const { settings } = environment;
  requireApart(backups.path, settings);
  const beganAtMs = Date.now();
  const shards: string[] = [];
  let bytes = 0;
  await onEachShard(environment, async (own, shard = '') => {
    const made = await backUpDatabase(own, backups.ofShard(shard), how, signal);
    shards.push(made.manifest.id);
    bytes += made.bytes;
  });
  // Last: of every account that has anything in one of them.
  let accounts: readonly PlacedAccount[] = [];
  await onDatabase(environment, async ({ clickhouse }) => {
    accounts = await placesIn(clickhouse);
  });
  const secretsFile = secretsFileIn(settings.dataDir);
  const id = BackupDirectory.idOf(beganAtMs);
  await backups.add({
    ...{ format: 1, id, version: packageVersion(), shards },
    accounts: accounts.map(({ account, shard }) => ({ account, shard })),
    secrets: existsSync(secretsFile) ? readFileSync(secretsFile, 'utf8') : null,
  });
  await noteBackup(settings.dataDir, { id, directory: backups.path, madeAtMs: beganAtMs, bytes });
  console.log(`All ${shards.length} shards are backed up: ${backups.folderOf(id)}`);
  return keep === undefined ? undefined : backups.prune(keep);
}
