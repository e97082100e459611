import { BadInput } from '../../measures/bad-input';
import type { Parameter } from './parameter';

const UNESCAPED_COMMA = /(?<!\\),/;

/** What stands behind the question mark of a URL. */
export class QueryParameters {
  private readonly search: URLSearchParams;

  /** @param url as it stands in the request line */
  constructor(url: string) {
    const mark = url.indexOf('?');
    this.search = new URLSearchParams(mark === -1 ? '' : url.slice(mark));
  }

  /** Each once. */
  names(): string[] {
    return [...new Set(this.search.keys())];
  }

  /** The text of a parameter that can stand once. @throws BadInput when it stands more often */
  one(name: string): string | undefined {
    const [text, ...more] = this.search.getAll(name);
    if (more.length > 0) throw new BadInput(`"${name}" can be given only once.`);
    return text;
  }

  /** The texts of a list: repeated, or separated by commas, or both; `\,` is a comma within a text. */
  list(name: string): string[] {
    return this.search
      .getAll(name)
      .flatMap((text) => text.split(UNESCAPED_COMMA))
      .map((text) => text.replaceAll('\\,', ','));
  }
}

/** @throws BadInput for a parameter that is not known: an answer without it would be one to another question */
export function refuseUnknown(report: string, query: QueryParameters, known: readonly Parameter[]): void {
  const unknown = query.names().find((given) => !known.some((parameter) => isNamed(parameter, given)));
  if (unknown === undefined) return;
  const names = known.map(({ name, isFamily }) => (isFamily ? `${name}<name>` : name));
  throw new BadInput(
    `${JSON.stringify(unknown.slice(0, 64))} is not a parameter of the report "${report}": it takes ${names.join(', ')}.`,
  );
}

function isNamed({ name, isFamily }: Parameter, given: string): boolean {
  return isFamily ? given.startsWith(name) : given === name;
}
