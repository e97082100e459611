import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from '../explained-error';
import { SQL_FOLDER } from './sql-files';
import { splitStatements } from './statements';

/** The files of this program and the database do not fit together; the message says how. */
export class MigrationsRefused extends ExplainedError {
  readonly code = 'MIGRATIONS_REFUSED';
}

export interface SchemaFile {
  readonly name: string;
  /** SHA-256 of the text, in hexadecimal digits; line ends do not count. */
  readonly checksum: string;
  readonly statements: readonly string[];
}

export interface Migration extends SchemaFile {
  readonly number: number;
}

/** What makes a database, and what brings an older one up to date. */
export interface SchemaFiles {
  /** Of `schema`: a file for each table, as it is now. */
  readonly tables: readonly SchemaFile[];
  /** Of `migrations`: what has changed in the tables since there are databases. */
  readonly migrations: readonly Migration[];
  /** Of `views`: a file for each view, those first that others read. */
  readonly views: readonly SchemaFile[];
}

const MIGRATION = /^(\d{4})_([a-z0-9_]+)\.sql$/;

/**
 * Reads the files of a folder's `schema`, `migrations` and `views`; one of these that is missing holds none.
 * @param folder by default the repository's
 * @throws MigrationsRefused when the folder itself is missing, or migrations are not numbered one by one
 */
export function readSchemaFiles(folder: string = SQL_FOLDER): SchemaFiles {
  if (!existsSync(folder)) throw new MigrationsRefused(`There is no folder of SQL files at ${folder}.`);
  return {
    tables: filesOf(join(folder, 'schema')),
    migrations: inOneRow(filesOf(join(folder, 'migrations')), join(folder, 'migrations')),
    views: inOrderOfUse(filesOf(join(folder, 'views'))),
  };
}

export function checksumOf(files: readonly SchemaFile[]): string {
  const hash = createHash('sha256');
  for (const { name, checksum } of files) hash.update(`${name} ${checksum}\n`);
  return hash.digest('hex');
}

function filesOf(folder: string): SchemaFile[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file) => {
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return {
      name: file.slice(0, -'.sql'.length),
      checksum: createHash('sha256').update(text).digest('hex'),
      statements: splitStatements(text),
    };
  });
}

function inOneRow(files: readonly SchemaFile[], folder: string): Migration[] {
  return files.map((file, index) => {
    const [, number, name] = MIGRATION.exec(`${file.name}.sql`) ?? [];
    if (number === undefined || name === undefined) {
      throw new MigrationsRefused(`${join(folder, file.name)}.sql must be named like 0001_add_language.sql.`);
    }
    if (Number(number) !== index + 1) {
      throw new MigrationsRefused(
        `Migrations are numbered from 0001 without gaps or repetitions: ${join(folder, file.name)}.sql stands where ` +
          `number ${String(index + 1).padStart(4, '0')} is due.`,
      );
    }
    return { ...file, name, number: Number(number) };
  });
}

/** ClickHouse makes a view only where all that it reads is there. */
function inOrderOfUse(files: readonly SchemaFile[]): SchemaFile[] {
  const ordered: SchemaFile[] = [];
  const place = (file: SchemaFile, readers: readonly SchemaFile[]): void => {
    if (ordered.includes(file)) return;
    if (readers.includes(file)) throw new MigrationsRefused(`The view ${file.name} reads itself.`);
    for (const other of files)
      if (other !== file && reads(file, other.name)) place(other, [...readers, file]);
    ordered.push(file);
  };
  for (const file of files) place(file, []);
  return ordered;
}

function reads(file: SchemaFile, view: string): boolean {
  const source = new RegExp(`\\b(FROM|JOIN)\\s+${view}\\b`);
  return file.statements.some((statement) => source.test(statement));
}
