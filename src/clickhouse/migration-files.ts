import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SQL_FOLDER } from './sql-files';
import { splitStatements } from './statements';

export const MIGRATIONS_FOLDER = join(SQL_FOLDER, 'migrations');

/** The migrations of this program and of the database do not fit together; the message says how. */
export class MigrationsRefused extends Error {
  readonly code = 'MIGRATIONS_REFUSED';
}

export interface Migration {
  readonly number: number;
  readonly name: string;
  /** SHA-256 of the file, in hexadecimal digits; line ends do not count. */
  readonly checksum: string;
  readonly statements: readonly string[];
}

const FILE = /^(\d{4})_([a-z0-9_]+)\.sql$/;

/**
 * The migrations in a folder, `NNNN_name.sql`, in order. They are numbered from 0001 without a gap.
 * @throws MigrationsRefused
 */
export function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) throw new MigrationsRefused(`There is no folder of migrations at ${folder}.`);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, index) => {
    const [, number, name] = FILE.exec(file) ?? [];
    if (number === undefined || name === undefined) {
      throw new MigrationsRefused(`${join(folder, file)} must be named like 0001_create_deliveries.sql.`);
    }
    if (Number(number) !== index + 1) {
      throw new MigrationsRefused(
        `Migrations are numbered from 0001 without gaps or repetitions: ${join(folder, file)} stands where ` +
          `number ${String(index + 1).padStart(4, '0')} is due.`,
      );
    }
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return {
      number: Number(number),
      name,
      checksum: createHash('sha256').update(text).digest('hex'),
      statements: splitStatements(text),
    };
  });
}
