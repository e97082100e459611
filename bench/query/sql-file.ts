import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A statement that stands in `bench/query/sql`. */
export function sqlFile(name: string): string {
  return readFileSync(join(__dirname, 'sql', `${name}.sql`), 'utf8');
}
