import type { Response } from 'express';
import type { Forbidden } from '../../platform/access/forbidden';
import { HOW_TO_SEND_A_TOKEN } from '../../platform/access/request-token';

const REALM = 'realm="signalzen-analytics"';

/** The ways in which an API offers to be asked for a token. A browser answers `Basic` with a dialog of its own. */
export type TokenScheme = 'Bearer' | 'Basic';

/** The request brings no token, or a wrong one. */
export class WithoutToken extends Error {
  readonly code = 'UNAUTHENTICATED';

  constructor(message = HOW_TO_SEND_A_TOKEN) {
    super(message);
  }
}

/** The request brings a token where it ends up in logs and histories. */
export class TokenInUrl extends Error {
  readonly code = 'BAD_USER_INPUT';

  constructor(name: string) {
    super(
      `A token in a URL ends up in logs and histories: leave "${name}" out, send "Authorization: Bearer <token>" or ` +
        'Basic with the token as the password, and change the token if this one was real.',
    );
  }
}

/** Answers a request that brings no token: 401, and how to get in. */
export function refuseWithoutToken(
  response: Response,
  schemes: readonly TokenScheme[],
  message = HOW_TO_SEND_A_TOKEN,
): void {
  response
    .status(401)
    .set('WWW-Authenticate', schemes.map(challengeOf))
    .json({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] });
}

/** Answers a request of which it is known who sends it, and that he may not send it so. */
export function refuseForbidden(response: Response, { code, message }: Forbidden): void {
  response.status(403).json({ errors: [{ message, extensions: { code } }] });
}

function challengeOf(scheme: TokenScheme): string {
  return scheme === 'Basic' ? `Basic ${REALM}, charset="UTF-8"` : `Bearer ${REALM}`;
}
