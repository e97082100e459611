import type { Person } from './access';

/** How one can sign in, besides with a token. */
export interface SignInWays {
  readonly openid: { readonly name: string; readonly url: string } | null;
  readonly proxy: boolean;
}

/** Tokens alone. */
export const NO_WAYS: SignInWays = { openid: null, proxy: false };

/** What the service offers; where it does not answer, a token can be given all the same. */
export async function signInWays(): Promise<SignInWays> {
  return (await answerOf<SignInWays>('/auth/options')) ?? NO_WAYS;
}

/** Who has signed in; `undefined`: nobody. */
export function signedInPerson(): Promise<Person | undefined> {
  return answerOf<Person>('/auth/me');
}

/** Signs out of the service. @returns where to go then */
export async function signOutOfService(url: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', cache: 'no-store' });
  return response.ok ? ((await response.json()) as { readonly next: string }).next : '/';
}

async function answerOf<Answer>(url: string): Promise<Answer | undefined> {
  const response = await fetch(url, { cache: 'no-store' }).catch(() => undefined);
  return response?.ok === true ? ((await response.json()) as Answer) : undefined;
}
