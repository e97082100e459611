import type { Order, Row } from './put-together';

/** So many rows are passed on together. */
const ROWS = 1_000;

/** A stream, and what is there of its next rows. */
interface Source<Answer> {
  readonly portions: AsyncIterator<Answer[]>;
  rows: Answer[];
  next: number;
}

/**
 * Rows of several streams, each of which is in order, in that order. No stream is read faster than its rows are taken;
 * rows that are equal by the order must be of one stream.
 */
export async function* mergedPortions<Answer extends Row>(
  streams: readonly AsyncIterable<Answer[]>[],
  order: Order,
): AsyncGenerator<Answer[]> {
  const sources = streams.map((stream): Source<Answer> => {
    return { portions: stream[Symbol.asyncIterator](), rows: [], next: 0 };
  });
  try {
    await Promise.all(sources.map((source) => fill(source)));
    let portion: Answer[] = [];
    for (;;) {
      const first = firstOf(sources, order);
      const row = first?.rows[first.next];
      if (first === undefined || row === undefined) break;
      portion.push(row);
      first.next += 1;
      if (first.next === first.rows.length) await fill(first);
      if (portion.length < ROWS) continue;
      yield portion;
      portion = [];
    }
    if (portion.length > 0) yield portion;
  } finally {
    for (const { portions } of sources) await portions.return?.();
  }
}

/** The source whose next row comes before those of all others; `undefined`: all are at their end. */
function firstOf<Answer extends Row>(
  sources: readonly Source<Answer>[],
  order: Order,
): Source<Answer> | undefined {
  let first: Source<Answer> | undefined;
  for (const source of sources) {
    const [row, other] = [source.rows[source.next], first?.rows[first.next]];
    if (row !== undefined && (other === undefined || order(row, other) < 0)) first = source;
  }
  return first;
}

/** Portions may have no rows. */
async function fill<Answer>(source: Source<Answer>): Promise<void> {
  source.rows = [];
  source.next = 0;
  for (;;) {
    const portion = await source.portions.next();
    if (portion.done === true) return;
    source.rows = portion.value;
    if (source.rows.length > 0) return;
  }
}
