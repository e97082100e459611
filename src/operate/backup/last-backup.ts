import { noteIn, noteOf } from '../../platform/data-directory/last-backup';
import type { LastBackup } from '../../platform/data-directory/last-backup';
import { replaceFile } from '../../store/receivers/replace-file';

/** Notes in a data directory that a backup of it was written to its end and verified. */
export async function noteBackup(dataDir: string, last: LastBackup): Promise<void> {
  await replaceFile(noteIn(dataDir), Buffer.from(noteOf(last)));
}
