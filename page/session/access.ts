/** Somebody whom the browser shows to the service by itself: who signed in there, or for whom a proxy vouches. */
export interface Person {
  readonly name: string;
  /** null: the page cannot sign them out. */
  readonly signOut: { readonly method: 'POST' | 'GET'; readonly url: string } | null;
}

/** What the page asks with. */
export type Access = { readonly token: string } | { readonly person: Person };

/** The header that goes with every question; none where the browser shows who it is. */
export function authorizationOf(access: Access): Readonly<Record<string, string>> {
  return 'token' in access ? { authorization: `Bearer ${access.token}` } : {};
}
