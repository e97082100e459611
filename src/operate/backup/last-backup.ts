import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../store/cleaning/replace-file';

const schema = z.object({
  id: z.string().min(1),
  /** The directory that it stands in. */
  directory: z.string().min(1),
  madeAt: z.iso.datetime(),
  bytes: z.int().min(0),
});

/** The last backup of a data directory that was written to its end and verified. */
export interface LastBackup {
  readonly id: string;
  /** The directory that it stands in. */
  readonly directory: string;
  /** All that was acknowledged before is in it; milliseconds since 1970. */
  readonly madeAtMs: number;
  /** What it added to that directory. */
  readonly bytes: number;
}

/**
 * What the last `npm run backup` noted in the data directory. A note that cannot be read counts as none: whoever
 * watches the age is to notice.
 * @returns `undefined` where no backup was made
 */
export async function lastBackup(dataDir: string): Promise<LastBackup | undefined> {
  try {
    const { madeAt, ...rest } = schema.parse(JSON.parse(await readFile(noteIn(dataDir), 'utf8')));
    return { ...rest, madeAtMs: Date.parse(madeAt) };
  } catch {
    return undefined;
  }
}

export async function noteBackup(dataDir: string, { madeAtMs, ...rest }: LastBackup): Promise<void> {
  const note = { ...rest, madeAt: new Date(madeAtMs).toISOString() };
  await replaceFile(noteIn(dataDir), Buffer.from(`${JSON.stringify(note, null, 2)}\n`));
}

function noteIn(dataDir: string): string {
  return join(dataDir, 'last-backup.json');
}
