import { setTimeout as sleep } from 'node:timers/promises';
import { SimulatorError } from '../simulator-error';

/** Where a service answers, and what it is asked with. */
export interface Api {
  readonly graphqlUrl: URL;
  readonly token: string;
}

const ANSWER_WITHIN_MS = 15_000;
/** A service that has just started receives at once, while its database takes some seconds. */
const TIMEOUT_MS = 30_000;
const ASK_EVERY_MS = 250;

/**
 * Asks the service's GraphQL API; again while its database is not there yet.
 * @throws SimulatorError `STATS_FAILED` where it gives no data
 */
export async function askService(api: Api, query: string, variables: object = {}): Promise<unknown> {
  const end = Date.now() + TIMEOUT_MS;
  let response = await post(api, query, variables);
  while (response.status === 503 && Date.now() < end) {
    await sleep(ASK_EVERY_MS);
    response = await post(api, query, variables);
  }
  if (response.status === 401) {
    throw failed(
      'the API token was refused: run the simulator with the DATA_DIR or API_TOKEN of the service',
    );
  }
  const { status, text } = response;
  if (status !== 200) throw failed(`the answer was ${status}: ${text.slice(0, 300)}`);
  return dataIn(text);
}

export function failed(why: string, cause?: unknown): SimulatorError {
  return new SimulatorError('STATS_FAILED', `GraphQL does not give the statistics: ${why}.`, { cause });
}

async function post(
  { graphqlUrl, token }: Api,
  query: string,
  variables: object,
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const response = await fetch(graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw failed(`${graphqlUrl.href} does not answer`, error);
  }
}

function dataIn(text: string): unknown {
  const answer = parse(text) as { errors?: { message: string }[]; data?: unknown } | null;
  const problem = answer?.errors?.[0]?.message;
  if (problem !== undefined) throw failed(problem);
  return answer?.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw failed(`the answer is not JSON: ${text.slice(0, 100)}`);
  }
}
