/** A resource of SignalZen's API. */
export interface Resource {
  readonly id: number;
  readonly [field: string]: unknown;
}

export interface List {
  readonly limit: number;
  readonly offset: number;
  readonly total: number;
  readonly users?: Resource[];
  readonly messages?: Resource[];
}

/** Asks SignalZen's API (or who stands in for it) as documented, and trusts in offsets. */
export class ApiReader {
  readonly headers: { readonly authorization: string; readonly accept: string };

  constructor(
    readonly base: string,
    secret: string,
  ) {
    this.headers = { authorization: `Bearer ${secret}`, accept: 'application/vnd.signalzen.v1+json' };
  }

  get(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.base}${path}`, { headers: this.headers, ...init });
  }

  async list(path: string): Promise<List> {
    return (await (await this.get(path)).json()) as List;
  }

  async resource(path: string): Promise<Resource> {
    return (await (await this.get(path)).json()) as Resource;
  }

  /** The status of each of so many requests, one after the other. */
  async statuses(count: number, path: string): Promise<(number | 'nothing')[]> {
    const found: (number | 'nothing')[] = [];
    for (let left = count; left > 0; left--) {
      const status = this.get(path).then((response) => response.status);
      found.push(await status.catch(() => 'nothing' as const));
    }
    return found;
  }

  /** All pages of a list. */
  async all(path: string, limit = 50): Promise<Resource[]> {
    const items: Resource[] = [];
    for (let offset = 0, total = Infinity; offset < total; offset += limit) {
      const page = await this.list(`${path}?offset=${offset}&limit=${limit}`);
      total = page.total;
      items.push(...(page.users ?? page.messages ?? []));
    }
    return items;
  }

  async userIds(limit = 50): Promise<number[]> {
    return (await this.all('/users', limit)).map(({ id }) => id);
  }
}
