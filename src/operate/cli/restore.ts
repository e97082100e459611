import { resolve } from 'node:path';
import { Command } from 'commander';
import { BackupDirectory } from '../backup/backup-directory';
import { BackupError } from '../backup/backup-error';
import { WholeBackups } from '../backup/whole-backups';
import { commandEnvironment } from './command-context';
import { interruption } from './interruption';
import { restoreDatabase } from './restore-database';
import { restoreShards } from './restore-shards';

interface Options {
  from: string;
  spool?: string;
}

export const command = new Command('restore')
  .description('Restores a backup to an empty DATA_DIR, and computes all numbers again.')
  .requiredOption(
    '--from <directory>',
    'where backups are kept, of which the latest is restored; or one of them',
  )
  .option('--spool <data directory>', 'then bring over what an old DATA_DIR has received since')
  .addHelpText(
    'after',
    `
Give it the settings of the service: at least the secrets of all accounts, and DATA_DIR. The tables go into the database
of CLICKHOUSE_URL, where the server has backed them up; else into the embedded one in DATA_DIR. Both must be empty.
All of the backup is read and compared first. No service starts on what is restored before all numbers are computed.
It may be broken off and run again: then it begins anew. See docs/backup.md.
Exits with 1 when it was not done, or something of a spool could not be read.`,
  )
  .action(restore);

async function restore({ from, spool }: Options): Promise<void> {
  const environment = commandEnvironment('restore');
  const oldDataDir = spool === undefined ? undefined : resolve(spool);
  if (environment.settings.shards.length > 0) {
    await restoreShards(environment, from, oldDataDir, interruption());
    return;
  }
  const { directory, id } = await BackupDirectory.find(from);
  if (WholeBackups.isOne(directory.folderOf(id)))
    throw new BackupError(
      'BACKUP_NOT_POSSIBLE',
      `The backup ${id} is of several shards: restore it with CLICKHOUSE_SHARD_BY=account, to as many.`,
    );
  const manifest = await directory.manifestOf(id);
  await restoreDatabase(environment, { directory, manifest }, oldDataDir, interruption());
  console.log('The service can be started.');
}
