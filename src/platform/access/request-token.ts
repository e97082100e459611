import type { IncomingHttpHeaders } from 'node:http';
import { commandLine } from '../command-line';

const BEARER = /^Bearer +([^ ]+) *$/i;
const SHARE = /^Share +([^ ]+) *$/i;
const BASIC = /^Basic +([A-Za-z0-9+/=_-]+) *$/i;

export const HOW_TO_SEND_A_TOKEN =
  'Send an API token: "Authorization: Bearer <token>", or Basic with any user name and the token as the password. ' +
  `It is the setting API_TOKEN of the service, or one made with "${commandLine('token', 'create')}".`;

/**
 * What a request brings in its header `Authorization`: as `Bearer <token>`, or as the password of `Basic`, with any
 * user name, for programs that know nothing else.
 */
export function tokenIn({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  const credentials = BASIC.exec(authorization)?.[1];
  if (credentials === undefined) return BEARER.exec(authorization)?.[1];
  const [, ...password] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  return password.length === 0 ? undefined : password.join(':');
}

/** The secret of a share link, or the link that a host signed, as the page sends it: `Share <text>`. */
export function shareIn({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  return SHARE.exec(authorization)?.[1];
}
