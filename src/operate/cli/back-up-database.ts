import { ProgressLine } from '../../platform/terminal/progress-line';
import type { BackupDirectory } from '../backup/backup-directory';
import { makeBackup } from '../backup/made-backup';
import type { BackupProgress, BackupRequest } from '../backup/made-backup';
import type { Manifest } from '../backup/manifest';
import { onDatabase } from './command-context';
import type { CommandEnvironment } from './command-context';

export type HowToBackUp = Omit<BackupRequest, 'directory'>;

/** Makes a backup of one database with its data directory, and says what became of it. */
export async function backUpDatabase(
  environment: CommandEnvironment,
  directory: BackupDirectory,
  how: HowToBackUp,
  signal: AbortSignal,
): Promise<{ readonly manifest: Manifest; readonly bytes: number }> {
  const made: { readonly manifest: Manifest; readonly bytes: number }[] = [];
  await onDatabase(environment, async ({ clickhouse }) => {
    const line = new ProgressLine(process.stdout);
    const onProgress = (progress: BackupProgress): void => {
      line.update(() => lineOf(progress));
    };
    const one = await makeBackup(
      clickhouse,
      environment.settings,
      { ...how, directory },
      { signal, onProgress },
    );
    made.push(one);
    const { manifest, bytes } = one;
    const { id, base } = manifest;
    line.finish(
      `backed up to ${directory.folderOf(id)}: ${megabytes(bytes)} in ${line.seconds.toFixed(1)} s, verified`,
    );
    console.log(base === null ? 'It needs no other backup.' : `It builds on ${base}.`);
    if (manifest.tablesIn !== 'files' && manifest.tablesIn.node !== undefined)
      console.log(
        `Its tables are on that disk of the node "${manifest.tablesIn.node}" alone: have that copied elsewhere, or mounted ` +
          'from elsewhere on all nodes.',
      );
    if (!how.withEnv && manifest.settings.length > 0)
      console.log(`Keep these settings elsewhere, for they are not in it: ${manifest.settings.join(', ')}.`);
  });
  const [one] = made;
  if (one === undefined) throw new Error('a backup was made, and is none');
  return one;
}

function lineOf({ step, bytes, of }: BackupProgress): string {
  return step === 'on the server'
    ? 'the server backs up its tables …'
    : `${step}: ${megabytes(bytes)} of ${megabytes(of)}`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
