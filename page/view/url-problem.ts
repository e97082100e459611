/** A part of a URL that could not be taken as it was; what was taken instead, the view says. */
export interface UrlProblem {
  /** The name in the query. */
  readonly part: string;
  readonly given: string;
  /** Unread: it is none of its values. Unknown: nothing of the page has this name. Bars: there would be too many. */
  readonly reason: 'unread' | 'unknown' | 'bars';
}

/** The parameters of a URL, with what of them could not be read. */
export class ReadParameters {
  private readonly found: UrlProblem[] = [];

  constructor(private readonly parameters: URLSearchParams) {}

  get problems(): readonly UrlProblem[] {
    return this.found;
  }

  get names(): readonly string[] {
    return [...new Set(this.parameters.keys())];
  }

  /** '' where it is missing. */
  get(name: string): string {
    return this.parameters.get(name) ?? '';
  }

  has(name: string): boolean {
    return this.parameters.has(name);
  }

  all(name: string): readonly string[] {
    return this.parameters.getAll(name);
  }

  /** The value of a part: what is taken by default where it is missing, and, with a note, where it means nothing. */
  read<Value>(name: string, meaning: (text: string) => Value | undefined, byDefault: Value): Value {
    if (!this.parameters.has(name)) return byDefault;
    const value = meaning(this.get(name));
    if (value === undefined) this.note(name);
    return value ?? byDefault;
  }

  note(part: string, reason: UrlProblem['reason'] = 'unread'): void {
    this.found.push({ part, given: this.get(part), reason });
  }
}
