import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

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

/** The file of the note. */
export function noteIn(dataDir: string): string {
  return join(dataDir, 'last-backup.json');
}

/** What stands in it. */
export function noteOf({ madeAtMs, ...rest }: LastBackup): string {
  const note: z.infer<typeof schema> = { ...rest, madeAt: new Date(madeAtMs).toISOString() };
  return `${JSON.stringify(note, null, 2)}\n`;
}
