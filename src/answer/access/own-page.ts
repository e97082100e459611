import type { IncomingHttpHeaders } from 'node:http';
import { Forbidden } from '../../platform/access/forbidden';

const TOKEN_INSTEAD = 'A program sends a token instead: "Authorization: Bearer <token>".';

/**
 * A browser shows who somebody is, with a cookie or through a proxy, to whatever page makes it ask. This lets pass what
 * this page asks; with `typed`, also an address that the person gave himself.
 * @throws Forbidden
 */
export function requireOwnPage(
  headers: IncomingHttpHeaders,
  { publicUrl, typed }: { readonly publicUrl: URL | undefined; readonly typed: boolean },
): void {
  const { 'sec-fetch-site': site, origin } = headers;
  const isOwn =
    site === undefined
      ? origin !== undefined && ownOrigins(headers, publicUrl).includes(origin)
      : site === 'same-origin' || (typed && site === 'none');
  if (isOwn) return;
  throw new Forbidden(
    site === undefined && origin === undefined
      ? `The browser does not say which page asks, so that a sign-in is not enough here: it says so over https. ${TOKEN_INSTEAD}`
      : `A sign-in is good for the page of this service alone, and another one asks. ${TOKEN_INSTEAD}`,
  );
}

/**
 * Of what changes something, or asks freely: only as the page sends it. No form of another page can send JSON.
 * @throws Forbidden
 */
export function requireJsonOfOwnPage(
  request: { readonly method?: string | undefined; readonly headers: IncomingHttpHeaders },
  publicUrl: URL | undefined,
): void {
  const { method, headers } = request;
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (method !== 'POST' || type.trim().toLowerCase() !== 'application/json')
    throw new Forbidden(`With a sign-in, send POST with "Content-Type: application/json". ${TOKEN_INSTEAD}`);
  requireOwnPage(headers, { publicUrl, typed: false });
}

function ownOrigins({ host }: IncomingHttpHeaders, publicUrl: URL | undefined): string[] {
  if (publicUrl !== undefined) return [publicUrl.origin];
  return host === undefined ? [] : [`http://${host}`, `https://${host}`];
}
