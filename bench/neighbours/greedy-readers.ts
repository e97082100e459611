import { setMaxListeners } from 'node:events';
import { MEASURES } from '../../src/answer/measures/registry/measures';
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

/** What a process with readers is told. */
export interface ReaderOrders {
  readonly origin: string;
  readonly token: string;
  readonly load: ReaderLoad;
  readonly seconds: number;
}

/** What they were answered while they read. */
export interface ReaderCounts {
  answers: number;
  refused: number;
}

/** Lets readers read for some time. */
export async function startReading({ origin, token, load, seconds }: ReaderOrders): Promise<ReaderCounts> {
  const leaving = AbortSignal.timeout(seconds * 1000);
  setMaxListeners(0, leaving);
  const counts = { answers: 0, refused: 0 };
  const read = async (): Promise<void> => {
    while (!leaving.aborted) {
      const { status } = await askOnce(origin, token, load, leaving);
      if (!ANSWERS.includes(status)) throw new BenchError(`${load.name}: answered with ${status}.`);
      if (status === 200) counts.answers += 1;
      else counts.refused += 1;
    }
  };
  const readers = Array.from({ length: load.readers }, () =>
    read().catch((error: unknown) => {
      if (!leaving.aborted) throw error;
    }),
  );
  await Promise.all(readers);
  return counts;
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
