import { MEASURES } from '../../src/answer/measures/registry/measures';
import type { BuiltService } from '../support/built-service';
import { BenchError } from '../support/bench-error';

/** What the API may answer; 429 and 503 are how it keeps readers from each other's throats. */
const ANSWERS = [200, 429, 503];
const NAMES = MEASURES.map(({ name }) => name);
const YEARS = 'from: "2016-01-01T00:00Z", to: "2026-01-01T00:00Z"';

/** Some readers, each with the same request again and again. */
export interface ReaderLoad {
  readonly name: string;
  readonly readers: number;
  /** A GraphQL query, or the path of a report. */
  readonly query?: string;
  readonly path?: string;
}

/** The most of each kind that the API admits. */
export const READER_LOADS: readonly ReaderLoad[] = [
  {
    name: 'ten years by hour, 4 readers',
    readers: 4,
    query: `{ stats(${YEARS}, granularity: HOUR, limit: 100000) { ${NAMES.slice(0, 7).join(' ')} } }`,
  },
  {
    name: 'every measure by day, 100 readers',
    readers: 100,
    query: `{ stats(from: "2025-01-01T00:00Z", to: "2026-01-01T00:00Z", granularity: DAY) { time ${NAMES.join(' ')} } }`,
  },
  {
    name: 'long reports, 8 readers',
    readers: 8,
    path: '/reports/stats.csv?from=2025-09-01&to=2026-01-01&granularity=HOUR',
  },
];

/** Lets readers read until they are stopped. @returns what stops them, and says how many answers they had */
export function startReading(
  { origin, token }: BuiltService,
  load: ReaderLoad,
): () => Promise<{ answers: number; refused: number }> {
  const leaving = new AbortController();
  const counts = { answers: 0, refused: 0 };
  const read = async (): Promise<void> => {
    while (!leaving.signal.aborted) {
      const { status } = await askOnce(origin, token, load, leaving.signal);
      if (!ANSWERS.includes(status)) throw new BenchError(`${load.name}: answered with ${status}.`);
      if (status === 200) counts.answers += 1;
      else counts.refused += 1;
    }
  };
  const all = Promise.all(
    Array.from({ length: load.readers }, () =>
      read().catch((error: unknown) => {
        if (!leaving.signal.aborted) throw error;
      }),
    ),
  );
  all.catch(() => undefined);
  return async () => {
    leaving.abort();
    await all;
    return counts;
  };
}

async function askOnce(
  origin: string,
  token: string,
  { query, path = '/graphql' }: ReaderLoad,
  signal: AbortSignal,
): Promise<{ status: number }> {
  const response = await fetch(origin + path, {
    signal,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(query === undefined ? {} : { method: 'POST', body: JSON.stringify({ query }) }),
  });
  await response.body?.pipeTo(new WritableStream());
  return { status: response.status };
}
