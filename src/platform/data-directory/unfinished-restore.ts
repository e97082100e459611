import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from '../explained-error';
import { commandLine } from '../command-line';

/** In the data directory from before the first file of a backup is put there until its numbers are computed. */
export const RESTORE_MARK = 'unfinished-restore.json';

/** What a data directory holds is a part of a backup. */
export class RestoreUnfinished extends ExplainedError {
  readonly code = 'RESTORE_UNFINISHED';
}

/** Whether a restore is under way in a data directory, or was broken off. */
export function isRestoreUnfinished(dataDir: string): boolean {
  return markIn(dataDir) !== undefined;
}

/** Whether that is of one backup, by its folder. */
export function isRestoredFrom(dataDir: string, from: string): boolean {
  return markIn(dataDir)?.from === from;
}

/** @throws RestoreUnfinished: nobody is to work with half a backup, or to be told numbers from it */
export function refuseUnfinishedRestore(dataDir: string): void {
  const mark = markIn(dataDir);
  if (mark === undefined) return;
  throw new RestoreUnfinished(
    `A backup is being restored to ${dataDir}, or that was broken off: what is there is not whole. Wait for it; where ` +
      `it does not run any more, run it again, which begins anew: ${commandLine('restore', `--from ${mark.from}`)}`,
  );
}

export function markRestore(dataDir: string, from: string): void {
  const text = `${JSON.stringify({ from, startedAt: new Date().toISOString() })}\n`;
  writeFileSync(join(dataDir, RESTORE_MARK), text, { mode: 0o600, flush: true });
}

export function unmarkRestore(dataDir: string): void {
  rmSync(join(dataDir, RESTORE_MARK), { force: true });
}

/** Also one that was cut off while it was written is one. */
function markIn(dataDir: string): { readonly from: string } | undefined {
  let text: string;
  try {
    text = readFileSync(join(dataDir, RESTORE_MARK), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
  return { from: /"from":"([^"]+)"/.exec(text)?.[1] ?? '<directory of backups>' };
}
