import { textOfBytes } from '../text-of-bytes';

const NAME = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=\s*(.*)$/;
const QUOTED = /^(["'`])(.*)\1\s*(?:#.*)?$/;
const OPENS_QUOTE = /^["'`]/;
/** A comment after a value: only where a blank stands before it, for secrets hold `#` as well. */
const COMMENT = /(?:^|\s)#.*$/;

/** What a file of settings says, and what of it nobody can read: never what it says there, which may be a secret. */
export interface EnvFile {
  readonly values: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/**
 * Reads a file of lines `NAME=value`, as people mean them: with or without `export`, with line ends of Windows, in
 * UTF-8 or UTF-16, with a byte-order mark or none. Blank lines and lines that begin with `#` say nothing. A value may
 * stand between quotes and is then exactly what is between them; otherwise blanks around it do not count, and ` #`
 * begins a comment, while `ab#c` is whole. `$` and `\` mean themselves. Of a name that stands twice the last one holds.
 */
export function readEnvFile(bytes: Buffer, file = '.env'): EnvFile {
  const values = new Map<string, string>();
  const problems: string[] = [];
  for (const [index, given] of textOfBytes(bytes)
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = given.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, name, rest = ''] = NAME.exec(line) ?? [];
    const value = valueOf(rest);
    const place = `line ${index + 1} of the file ${file}`;
    if (name === undefined) problems.push(`${place} must be of the form NAME=value`);
    else if (value === undefined)
      problems.push(`${name}, in ${place}, begins with a quote and must end with it`);
    else values.set(name, value);
  }
  return { values, problems };
}

/** The value as it is meant: without quotes around it; `undefined` if a quote is not closed. */
function valueOf(text: string): string | undefined {
  const quoted = QUOTED.exec(text)?.[2];
  if (quoted !== undefined) return quoted;
  return OPENS_QUOTE.test(text) ? undefined : text.replace(COMMENT, '').trim();
}
