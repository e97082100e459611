/** What a query in Power Query's language M asks of the service, and what it makes of the answer. */
export interface PowerQueryRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  /** Columns that it gives a type, in the terms of M. */
  readonly types: ReadonlyMap<string, string>;
}

/** Reads the fields `RelativePath` and `Query` of `Web.Contents`, and the types. @throws Error where one is missing */
export function requestOf(m: string): PowerQueryRequest {
  const path = /RelativePath = "([^"]+)"/.exec(m)?.[1];
  const fields = /Query = \[([^\]]*)\]/.exec(m)?.[1];
  const columns = /TransformColumnTypes\(Rows, \{([^]*?)\n\s*\}/.exec(m)?.[1];
  if (path === undefined || fields === undefined || columns === undefined) throw new Error('no such query');
  const query = [...fields.matchAll(/(\w+) = "([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  const types = [...columns.matchAll(/\{"(\w+)", ([\w. ]+)\}/g)].map(
    ([, name = '', type = '']) => [name, type] as const,
  );
  return { path, query: new URLSearchParams(query), types: new Map(types) };
}
