import { BadInput } from '../../measures/bad-input';

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
