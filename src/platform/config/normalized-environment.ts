const QUOTED = /^(["'`])(.*)\1$/s;
const BYTE_ORDER_MARK = /^\ufeff/;

/**
 * What an environment sets, as it is meant: set to nothing is not set. `docker --env-file` keeps quotes, line ends of
 * Windows and a byte-order mark that stand in the file; they belong to no value and no name.
 */
export function normalizedEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, text = ''] of Object.entries(environment)) {
    const value = text.trim();
    const meant = QUOTED.exec(value)?.[2] ?? value;
    if (meant !== '') given[name.replace(BYTE_ORDER_MARK, '')] = meant;
  }
  return given;
}
