import { authorizationOf } from '../session/access';
import type { Access, LinkAccess } from '../session/access';
import { refusal, unreachable } from './refusal';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}

/** A question of the page: its text, and the type that the service's schema gives its answer. */
export interface Query<Data> {
  readonly text: string;
  /** Only in the type: there is never a value. */
  readonly data?: Data;
}

/** Asks the GraphQL API of the service that the page came from, and so of the same version. */
export class GraphqlClient {
  constructor(private readonly access: Access | LinkAccess) {}

  /**
   * @throws PageError
   * @throws DOMException `AbortError` when the signal comes first
   */
  async ask<Data>(query: Query<Data>, variables: object = {}, signal?: AbortSignal): Promise<Data> {
    const response = await this.send(JSON.stringify({ query: query.text, variables }), signal);
    const answer = (await response.json().catch(() => ({}))) as Answer;
    if (response.ok && answer.errors === undefined && answer.data !== undefined) return answer.data as Data;
    throw refusal(response.status, answer);
  }

  private async send(body: string, signal: AbortSignal | undefined): Promise<Response> {
    const headers = { ...authorizationOf(this.access), 'content-type': 'application/json' };
    try {
      return await fetch('/graphql', {
        method: 'POST',
        headers,
        body,
        signal: signal ?? null,
        cache: 'no-store',
      });
    } catch (error) {
      if (signal?.aborted === true) throw error;
      throw unreachable(error);
    }
  }
}
