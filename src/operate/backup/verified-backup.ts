import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupDirectory } from './backup-directory';
import { BackupError } from './backup-error';
import { digestOfFile } from './copied-file';
import type { BackedUpFile, Manifest } from './manifest';

export interface VerifyOptions {
  readonly signal: AbortSignal;
  readonly onBytes?: (bytes: number) => void;
}

/** What is not as it was written, with its reason. */
export interface BackupProblem {
  readonly path: string;
  readonly problem: string;
}

/**
 * Reads all that a backup consists of, also what stands in those that it builds on, and compares it with what was
 * written.
 * @param isWanted which of its files to look at; by default all
 * @returns nothing where all is well
 */
export async function problemsOf(
  directory: BackupDirectory,
  manifest: Manifest,
  options: VerifyOptions,
  isWanted: (file: BackedUpFile) => boolean = () => true,
): Promise<BackupProblem[]> {
  const problems: BackupProblem[] = [];
  for (const file of manifest.files.filter(isWanted)) {
    const path = join(directory.folderOf(file.in), file.path);
    const problem = await problemOf(path, file, options);
    if (problem !== undefined) problems.push({ path, problem });
  }
  return problems;
}

/** @throws BackupError BACKUP_DAMAGED that names some of them, where there are any */
export function requireNone(problems: readonly BackupProblem[], id: string): void {
  const [first] = problems;
  if (first === undefined) return;
  const others = problems.length > 1 ? `, and ${problems.length - 1} other files are damaged` : '';
  throw new BackupError(
    'BACKUP_DAMAGED',
    `The backup ${id} is damaged: ${first.path} ${first.problem}${others}. Use another, and find out what is wrong ` +
      'with the disk.',
  );
}

async function problemOf(
  path: string,
  { bytes, sha256 }: BackedUpFile,
  options: VerifyOptions,
): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    if (size !== bytes) return `has ${size} bytes in place of ${bytes}`;
    const read = await digestOfFile(path, options);
    return read.sha256 === sha256 ? undefined : 'holds other bytes than were written';
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    return code === 'ENOENT' ? 'is missing' : `cannot be read (${code ?? 'unknown'})`;
  }
}
