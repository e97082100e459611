import { setTimeout as sleep } from 'node:timers/promises';
import { SimulatorError } from '../simulator-error';
import type { Count } from '../world/measure-names';
import { COUNTS } from '../world/measure-names';
import type { Average, Share } from './averages';
import { AVERAGES, SHARES } from './averages';

/** The measures of a range; averages and shares of nothing are null. */
export type Stats = Readonly<Record<Count, number>> & Readonly<Record<Average | Share, number | null>>;

/** The statistics of a service that has counted nothing. */
export const NO_STATS = Object.fromEntries([
  ...COUNTS.map((count) => [count, 0]),
  ...[...AVERAGES, ...SHARES].map((ratio) => [ratio, null]),
]) as unknown as Stats;

export interface StatsQuestion {
  readonly graphqlUrl: URL;
  readonly token: string;
  /** UTC milliseconds, half-open. */
  readonly from: number;
  readonly to: number;
  /** `undefined`: all accounts together. */
  readonly account: string | undefined;
}

const RATIOS = [...AVERAGES, ...SHARES] as const;
const FIELDS = [...COUNTS, ...RATIOS] as const;
const ANSWER_WITHIN_MS = 15_000;
/** A service that has just started receives at once, while its database takes some seconds. */
const TIMEOUT_MS = 30_000;
const ASK_EVERY_MS = 250;

/**
 * Asks the service's GraphQL API for the totals of a range; again while its database is not there yet.
 * @throws SimulatorError `STATS_FAILED`
 */
export async function askStats(question: StatsQuestion): Promise<Stats> {
  const end = Date.now() + TIMEOUT_MS;
  let response = await post(question);
  while (response.status === 503 && Date.now() < end) {
    await sleep(ASK_EVERY_MS);
    response = await post(question);
  }
  if (response.status === 401) {
    throw failed(
      'the API token was refused: run the simulator with the DATA_DIR or API_TOKEN of the service',
    );
  }
  const { status, text } = response;
  if (status !== 200) throw failed(`the answer was ${status}: ${text.slice(0, 300)}`);
  return statsIn(text);
}

async function post(question: StatsQuestion): Promise<{ readonly status: number; readonly text: string }> {
  const { graphqlUrl, token } = question;
  try {
    const response = await fetch(graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(requestFor(question)),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw failed(`${graphqlUrl.href} does not answer`, error);
  }
}

function requestFor({ from, to, account }: StatsQuestion) {
  const filter = account === undefined ? '' : ', filter: { accounts: [$account] }';
  const parameters = account === undefined ? '' : ', $account: String!';
  return {
    query: `query ($from: DateTime!, $to: DateTime!${parameters}) {
      stats(from: $from, to: $to, granularity: TOTAL${filter}) { ${FIELDS.join(' ')} }
    }`,
    variables: { from: new Date(from).toISOString(), to: new Date(to).toISOString(), account },
  };
}

function statsIn(text: string): Stats {
  const answer = parse(text) as {
    errors?: { message: string }[];
    data?: { stats?: Record<string, unknown>[] };
  } | null;
  const problem = answer?.errors?.[0]?.message;
  if (problem !== undefined) throw failed(problem);
  const [row] = answer?.data?.stats ?? [];
  if (row === undefined) throw failed('there is no row in the answer');
  const isRight =
    COUNTS.every((field) => Number.isInteger(row[field])) &&
    RATIOS.every((field) => row[field] === null || typeof row[field] === 'number');
  if (!isRight) throw failed(`the row is not as documented: ${JSON.stringify(row).slice(0, 300)}`);
  return row as unknown as Stats;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw failed(`the answer is not JSON: ${text.slice(0, 100)}`);
  }
}

function failed(why: string, cause?: unknown): SimulatorError {
  return new SimulatorError('STATS_FAILED', `GraphQL does not give the statistics: ${why}.`, { cause });
}
