/** Somebody whom the browser shows to the service by itself: who signed in there, or for whom a proxy vouches. */
export interface Person {
  readonly name: string;
  /** null: the page cannot sign them out. */
  readonly signOut: { readonly method: 'POST' | 'GET'; readonly url: string } | null;
}

/** What the page of somebody asks with who has signed in. */
export type Access = { readonly token: string } | { readonly person: Person };

/** What it asks with for somebody who comes with a share link. */
export interface LinkAccess {
  readonly link: string;
}

/** The header that goes with every question; none where the browser shows who it is. */
export function authorizationOf(access: Access | LinkAccess): Readonly<Record<string, string>> {
  if ('link' in access) return { authorization: `Share ${access.link}` };
  return 'token' in access ? { authorization: `Bearer ${access.token}` } : {};
}
