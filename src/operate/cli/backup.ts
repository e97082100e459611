import { setPriority } from 'node:os';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { BackupDirectory } from '../backup/backup-directory';
import { BackupError } from '../backup/backup-error';
import type { BackedUpFile } from '../backup/manifest';
import { pruneBackups } from '../backup/pruned-backups';
import { serverPlace } from '../backup/server-tables';
import type { ServerPlace } from '../backup/server-tables';
import { problemsOf } from '../backup/verified-backup';
import { WholeBackups } from '../backup/whole-backups';
import { backUpDatabase, megabytes } from './back-up-database';
import type { HowToBackUp } from './back-up-database';
import { backUpShards } from './back-up-shards';
import { commandEnvironment } from './command-context';
import type { CommandEnvironment } from './command-context';
import { interruption } from './interruption';
import { positive } from './option-values';

interface Options {
  to?: string;
  tablesTo?: string;
  full?: boolean;
  keep?: number;
  withEnv?: boolean;
  verify?: string;
}

const LOWEST = 19;

export const command = new Command('backup')
  .description('Makes a backup while the service runs: tables, spool, tokens and rules, into a directory.')
  .option('--to <directory>', 'where backups are kept, each in a folder of its own')
  .option(
    '--tables-to <place>',
    'with CLICKHOUSE_URL: where the server puts the tables, disk:<name> or s3:<named collection>',
  )
  .option('--full', 'build on no earlier backup (default: what one of them has already is not copied again)')
  .option('--keep <number>', 'then remove all but the latest, and what these build on', positive)
  .option('--with-env', 'also copy the file .env, with its secrets')
  .option('--verify <directory>', 'make none, but read all backups there, and say what is damaged')
  .addHelpText(
    'after',
    `
It may run beside the service, as its user and with its settings. All that was acknowledged before it began is in it.
What it wrote is read again and compared; then /metrics and the doctor know of it. A backup that is broken off has a
name that ends with .unfinished, is never restored, and removed by the next. See docs/backup.md.
Exits with 1 when there is no new backup, or one of those verified is damaged.`,
  )
  .action(run);

async function run(options: Options): Promise<void> {
  const { to, verify: toVerify } = options;
  if (to !== undefined && toVerify === undefined) await backUp(to, options);
  else if (toVerify !== undefined && to === undefined) await verify(toVerify);
  else command.error('error: name either --to or --verify');
}

function placeFor(isServer: boolean, to: string, tablesTo: string | undefined): ServerPlace | undefined {
  if (/^\w+:\/\//.test(to))
    throw new BackupError(
      'BACKUP_NOT_POSSIBLE',
      `--to takes a directory: the spool and other files cannot be put into a bucket by this program. Name a ` +
        'directory; with a ClickHouse server, --tables-to s3:<named collection> puts the tables, which are nearly ' +
        'all of it, into one. See docs/backup.md.',
    );
  if (!isServer && tablesTo === undefined) return undefined;
  if (!isServer)
    throw new BackupError(
      'BACKUP_NOT_POSSIBLE',
      '--tables-to is for a server of CLICKHOUSE_URL: the embedded ClickHouse writes nowhere but in DATA_DIR, and its ' +
        'tables are copied to the directory of --to.',
    );
  const place = tablesTo === undefined ? undefined : serverPlace(tablesTo);
  if (place) return place;
  throw new BackupError(
    'BACKUP_NOT_POSSIBLE',
    'With CLICKHOUSE_URL, the server itself puts the tables somewhere: name that with --tables-to disk:<name of a ' +
      'disk that it may back up to>, or --tables-to s3:<named collection>. See docs/backup.md.',
  );
}

async function backUp(to: string, options: Options): Promise<void> {
  const environment = commandEnvironment('each');
  const { settings } = environment;
  const { tablesTo, full: isFull = false, withEnv = false, keep } = options;
  const place = placeFor(settings.clickhouse.url !== undefined, to, tablesTo);
  // Whoever receives and answers comes first.
  setPriority(LOWEST);
  const how = { isFull, withEnv, place };
  const signal = interruption();
  const removed =
    settings.shards.length > 0
      ? await backUpShards(environment, new WholeBackups(resolve(to)), how, keep, signal)
      : await backUpAlone(environment, new BackupDirectory(resolve(to)), how, keep, signal);
  if (removed === undefined) return;
  console.log(removed.length === 0 ? 'No older backup can go.' : `Removed: ${removed.join(', ')}.`);
}

/** @returns which earlier ones were removed; `undefined`: none were to be */
async function backUpAlone(
  environment: CommandEnvironment,
  directory: BackupDirectory,
  how: HowToBackUp,
  keep: number | undefined,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  await backUpDatabase(environment, directory, how, signal);
  if (keep === undefined) return undefined;
  const lock = await directory.lock();
  const removed = await pruneBackups(directory, keep);
  lock.release();
  return removed;
}

async function verify(named: string): Promise<void> {
  const path = resolve(named);
  const whole = new WholeBackups(path);
  const shards = await whole.shards();
  let damaged = 0;
  for (const shard of shards) {
    console.log(`Shard ${shard}:`);
    damaged += await verifyDirectory(whole.ofShard(shard));
  }
  for (const problem of shards.length > 0 ? await whole.problems() : []) {
    console.log(`DAMAGED: ${problem}`);
    damaged += 1;
  }
  if (shards.length === 0) damaged = await verifyDirectory(new BackupDirectory(path));
  process.exitCode = damaged === 0 ? 0 : 1;
}

/** @returns how much of what is there is damaged */
async function verifyDirectory(directory: BackupDirectory): Promise<number> {
  const ids = await directory.ids();
  if (ids.length === 0)
    throw new BackupError(
      'BACKUP_NOT_FOUND',
      `There is no backup in ${directory.path} that was made to its end.`,
    );
  const line = new ProgressLine(process.stdout);
  const signal = interruption();
  let read = 0;
  const onBytes = (bytes: number): void => {
    read += bytes;
    line.update(() => `verifying: ${megabytes(read)} read`);
  };
  let damaged = 0;
  /** Read once, whichever backups build on it. */
  const good = new Set<string>();
  const keyOf = ({ in: of, path, sha256 }: BackedUpFile): string => `${of}/${path} ${sha256}`;
  for (const id of ids) {
    try {
      const manifest = await directory.manifestOf(id);
      const isNew = (file: BackedUpFile): boolean => !good.has(keyOf(file));
      const problems = await problemsOf(directory, manifest, { signal, onBytes }, isNew);
      if (problems.length === 0) for (const file of manifest.files) good.add(keyOf(file));
      const chain = manifest.base === null ? '' : `, on ${manifest.base}`;
      line.finish(`${id}${chain}: ${problems.length === 0 ? 'good' : 'DAMAGED'}`);
      for (const { path, problem } of problems) console.log(`  ${path} ${problem}`);
      if (manifest.tablesIn !== 'files')
        console.log(`  Its tables are in ${manifest.tablesIn.server}, which was not read.`);
      damaged += problems.length;
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      line.finish(`${id}: DAMAGED`);
      console.log(`  ${error.message}`);
      damaged += 1;
    }
  }
  return damaged;
}
