import type { GraphqlClient, Query } from './graphql-client';

/** What a token opens: see docs/access.md. */
export type Scope = 'numbers' | 'contacts' | 'texts' | 'annotate' | 'notify' | 'operate';

const ACCESS: Query<{ readonly access: { readonly scopes: string } }> = { text: '{ access { scopes } }' };

/** What the token of the page opens, asked for once: what it does not open the page leaves out where it can. */
export class OwnScopes {
  private known: Promise<readonly string[]> | undefined;

  constructor(private readonly client: GraphqlClient) {}

  /** @throws PageError */
  async has(scope: Scope): Promise<boolean> {
    this.known ??= this.ask().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return (await this.known).includes(scope);
  }

  private async ask(): Promise<readonly string[]> {
    return (await this.client.ask(ACCESS)).access.scopes.split(', ');
  }
}
