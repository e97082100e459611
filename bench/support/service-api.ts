import { BenchError } from './bench-error';
import type { BuiltService } from './built-service';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

/** The API does not know what was asked for: this version of the service cannot answer it. */
export class NotInTheApi extends BenchError {}

/** The service's GraphQL API, as others ask it. */
export class ServiceApi {
  constructor(private readonly service: Pick<BuiltService, 'origin' | 'token'>) {}

  /**
   * The data of an answer.
   * @throws NotInTheApi for a question that is not valid; BenchError for any other error
   */
  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const { origin, token } = this.service;
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer;
    const [error] = errors ?? [];
    if (error?.extensions?.code === 'GRAPHQL_VALIDATION_FAILED') throw new NotInTheApi(error.message);
    if (error !== undefined || data === undefined) {
      throw new BenchError(`The service answered ${response.status}: ${JSON.stringify(errors)}\n${query}`);
    }
    return data as Data;
  }

  /** A number of `/metrics`. */
  async metric(name: string): Promise<number> {
    return numberIn(await this.metrics(), name);
  }

  /** All of `/metrics`, as it was at one moment. */
  async metrics(): Promise<string> {
    const { origin, token } = this.service;
    return (await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
  }
}

/** @throws BenchError when the text of `/metrics` does not have it */
export function numberIn(metrics: string, name: string): number {
  const line = metrics.split('\n').find((one) => one.startsWith(`${name} `));
  if (line === undefined) throw new BenchError(`/metrics does not tell ${name}.`);
  return Number(line.slice(name.length + 1));
}
