import { unhurried } from '../../platform/jobs/unhurried';

/** So few that to build and to write them takes no time. */
const ROWS = 100;

/** Rows that come as a whole, some at a time; asked for with the first of them. */
export async function* portionsOf<Row>(ask: () => Promise<Iterable<Row>>): AsyncGenerator<readonly Row[]> {
  let portion: Row[] = [];
  for await (const row of unhurried(await ask())) {
    portion.push(row);
    if (portion.length < ROWS) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

/** A part of many rows; no more of them are asked for than it takes. */
export async function* partOf<Row>(
  portions: AsyncIterable<readonly Row[]>,
  { limit = Infinity, offset }: { readonly limit: number | undefined; readonly offset: number },
): AsyncGenerator<readonly Row[]> {
  let seen = 0;
  for await (const rows of portions) {
    const part = rows.slice(Math.max(0, offset - seen), Math.max(0, offset + limit - seen));
    seen += rows.length;
    if (part.length > 0) yield part;
    if (seen >= offset + limit) return;
  }
}

/** The same portions, of which the first one is there: what fails before it, fails here. */
export async function begun<Portion>(portions: AsyncIterable<Portion>): Promise<AsyncIterable<Portion>> {
  const iterator = portions[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
}
