import type { IncomingHttpHeaders } from 'node:http';
import { SECRET_PREFIX } from '../../platform/access/secret-text';

const SESSION = 'signalzen-session';

/** What a cookie is to be. */
export interface NewCookie {
  readonly name: string;
  /** Of letters, digits, `.`, `_` and `-`. */
  readonly value: string;
  /** 0: it is taken away. */
  readonly maxAgeSeconds: number;
}

/**
 * A name that only this host can set, over https: a browser takes `__Host-` from nobody else, and sends it nowhere
 * else. Over http, on this machine, there is no such thing.
 */
export function cookieName(name: string, publicUrl: URL): string {
  return publicUrl.protocol === 'https:' ? `__Host-${name}` : name;
}

export function sessionCookieName(publicUrl: URL): string {
  return cookieName(SESSION, publicUrl);
}

/** The session that a request names; `undefined`: none, or more than one. */
export function sessionSecretIn(headers: IncomingHttpHeaders, publicUrl: URL): string | undefined {
  const [value, ...more] = cookiesIn(headers).get(sessionCookieName(publicUrl)) ?? [];
  return more.length === 0 && value?.startsWith(SECRET_PREFIX.session) === true ? value : undefined;
}

/** All values by their names: a name can stand twice, and then somebody else may have set one of them. */
export function cookiesIn({ cookie = '' }: IncomingHttpHeaders): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const pair of cookie.split(';')) {
    const [name = '', ...value] = pair.split('=');
    const values = found.get(name.trim()) ?? [];
    found.set(name.trim(), [...values, value.join('=').trim()]);
  }
  return found;
}

/** As the value of `Set-Cookie`: out of reach of scripts, and sent to this service alone. */
export function cookieText({ name, value, maxAgeSeconds }: NewCookie, publicUrl: URL): string {
  const secure = publicUrl.protocol === 'https:' ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
