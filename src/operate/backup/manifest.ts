import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupError } from './backup-error';

const FORMAT = 1;
export const MANIFEST = 'manifest.json';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** Below a backup's folder, with `/`, and never above it. */
const path = z.string().regex(/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\0]+$/);

const file = z.strictObject({
  path,
  bytes: z.int().min(0),
  sha256: digest,
  /** The backup whose folder holds the bytes: this one, or one before it. */
  in: z.string(),
  /** Milliseconds since 1970: of a file of the spool, when it was last changed. */
  modifiedMs: z.number().optional(),
});

const table = z.strictObject({
  name: z.string().regex(/^\w+$/),
  /** The statement that makes it on a single server, without the database. */
  create: z.string(),
  /** Null: the server that keeps them knows. */
  rows: z.int().min(0).nullable(),
});

const contents = z.strictObject({
  format: z.literal(FORMAT),
  id: z.string(),
  /** The backup that it builds on; null: it needs no other. */
  base: z.string().nullable(),
  /** All that was acknowledged before is in it. */
  madeAt: z.iso.datetime(),
  /** Of the program. */
  version: z.string(),
  /** Of the tables. */
  database: z.string(),
  /** UUID of the data directory; null: it has none yet. */
  receiver: z.string().nullable(),
  /** Where the rows of the tables are: in files of the backup, or where the server has put them. */
  tablesIn: z.union([
    z.literal('files'),
    z.strictObject({
      server: z.string(),
      /** Of a cluster: the replica that has made it, on a disk of its own. */
      node: z.string().optional(),
    }),
  ]),
  tables: z.array(table),
  /** Applied to the database, in order. */
  migrations: z.array(z.strictObject({ number: z.int(), name: z.string(), checksum: z.string() })),
  /** The names of the settings that were made, without their values. */
  settings: z.array(z.string()),
  files: z.array(file),
});

export type BackedUpFile = z.infer<typeof file>;
export type BackedUpTable = z.infer<typeof table>;
export type Manifest = z.infer<typeof contents>;

const framed = z.strictObject({ sha256: digest, contents: z.unknown() });

/** The text of a manifest's file, which tells whether it was changed. */
export function manifestText(contents: object): string {
  return `${JSON.stringify({ sha256: digestOf(contents), contents }, null, 1)}\n`;
}

/**
 * @param folder of the backup
 * @throws BackupError where there is none, or it is not what was written
 */
export function readManifest(folder: string): Promise<Manifest> {
  return readContents(folder, MANIFEST, contents);
}

/** The same of a file of another kind. */
export async function readContents<Contents>(
  folder: string,
  name: string,
  kind: z.ZodType<Contents>,
): Promise<Contents> {
  const file = join(folder, name);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new BackupError('BACKUP_NOT_FOUND', `There is no backup in ${folder}: it has no ${name}.`);
    throw BackupError.ofSystem(error, file);
  });
  const frame = framed.safeParse(parsed(text));
  if (!frame.success || digestOf(frame.data.contents) !== frame.data.sha256)
    throw new BackupError('BACKUP_DAMAGED', `${file} is damaged: this backup cannot be used.`);
  const manifest = kind.safeParse(frame.data.contents);
  if (!manifest.success)
    throw new BackupError(
      'BACKUP_DAMAGED',
      `${file} was written by another version of this program, which this one cannot read. Restore it with that version.`,
    );
  return manifest.data;
}

function digestOf(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('hex');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
