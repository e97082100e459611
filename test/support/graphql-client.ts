import { setTimeout as sleep } from 'node:timers/promises';
import { TOKEN } from './running-service';

export interface GraphqlAnswer<Data> {
  readonly status: number;
  readonly data?: Data;
  readonly errors?: { message: string; extensions: { code: string } }[];
}

/** Asks the service's GraphQL API; answers also when it refuses. */
export async function ask<Data>(
  serviceUrl: string,
  query: string,
  headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` },
  variables: object = {},
): Promise<GraphqlAnswer<Data>> {
  const response = await fetch(`${serviceUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as Omit<GraphqlAnswer<Data>, 'status'>;
  return { status: response.status, ...answer };
}

/** The data of an answer; fails with the errors of one that has some. */
export async function dataOf<Data>(serviceUrl: string, query: string): Promise<Data> {
  const { data, errors } = await ask<Data>(serviceUrl, query);
  if (data === undefined || errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

/** Waits until everything accepted is in the roll-ups. */
export async function untilRolledUp(serviceUrl: string, seconds = 60): Promise<void> {
  const askedAt = Date.now();
  for (;;) {
    const { data } = await ask<{
      freshness: { eventsSpooled: number; eventsPending: number; lastRollupAt: string | null };
    }>(serviceUrl, '{ freshness { eventsSpooled eventsPending lastRollupAt } }');
    const freshness = data?.freshness;
    const isDone =
      freshness?.eventsSpooled === 0 &&
      freshness.eventsPending === 0 &&
      Date.parse(freshness.lastRollupAt ?? '') > askedAt;
    if (isDone) return;
    if (Date.now() - askedAt > seconds * 1000) throw new Error(`not rolled up: ${JSON.stringify(freshness)}`);
    // Each look asks ClickHouse, which is to roll up meanwhile.
    await sleep(Math.min(1_000, 100 + (Date.now() - askedAt) / 10));
  }
}
