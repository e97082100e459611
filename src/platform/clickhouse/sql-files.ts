import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root';
import { splitStatements } from './statements';

/** A file below `clickhouse/`, without its extension: `queries/freshness`, `facts/messages`. */
export type SqlName = `${string}/${string}`;

/** The repository's `clickhouse/` folder. */
export const SQL_FOLDER = join(PACKAGE_ROOT, 'clickhouse');

/** There is no such SQL file, or it does not hold exactly one statement. */
export class SqlFileError extends Error {
  readonly code = 'SQL_FILE';
}

const NAME = /^[a-z0-9_-]+(\/[a-z0-9_-]+)+$/;
/** Stands for the text of another file, so that a long statement can be read in parts. Those include nothing more. */
const INCLUDE = /\/\* include (\S+) \*\//g;

/** The statements in a folder of `.sql` files, read at first use and kept. */
export class SqlFiles {
  readonly #statements = new Map<string, string>();

  constructor(private readonly folder: string = SQL_FOLDER) {}

  /**
   * The one statement of a file, with its header comment and without a closing semicolon. A comment that reads
   * "include" and a name stands for the text of that file.
   * @throws SqlFileError
   */
  statement(name: SqlName): string {
    const known = this.#statements.get(name);
    if (known !== undefined) return known;
    const statement = this.#read(name);
    this.#statements.set(name, statement);
    return statement;
  }

  #read(name: SqlName): string {
    const text = this.#textOf(name).replace(INCLUDE, (_, included: string) => this.#textOf(included).trim());
    const [statement, ...more] = splitStatements(text);
    if (statement === undefined || more.length > 0) {
      throw new SqlFileError(
        `${this.#pathOf(name)} must hold one statement, and holds ${more.length + (statement ? 1 : 0)}`,
      );
    }
    return statement;
  }

  #textOf(name: string): string {
    if (!NAME.test(name)) throw new SqlFileError(`"${name}" is not the name of a SQL file`);
    const file = this.#pathOf(name);
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw new SqlFileError(`${file} cannot be read`, { cause: error });
    }
  }

  #pathOf(name: string): string {
    return join(this.folder, `${name}.sql`);
  }
}
