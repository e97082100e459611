import { SignalZenApiError } from './signalzen-api-error';

/** No secret of the account is accepted: what a person is to do. */
export function secretRefusal(account: string, path: string, secretsTried: number): SignalZenApiError {
  const setting =
    account === 'default' ? 'SIGNALZEN_API_SECRET' : `SIGNALZEN_API_SECRET_${account.toUpperCase()}`;
  const what =
    secretsTried > 0
      ? `SignalZen does not accept the secret (401)${secretsTried > 1 ? `, none of ${secretsTried}` : ''}`
      : 'the secret holds characters that no request can carry';
  return new SignalZenApiError({
    code: 'SIGNALZEN_API_ACCESS_REFUSED',
    account,
    path,
    status: secretsTried > 0 ? 401 : undefined,
    detail: `${what}: check that ${setting} holds the API Secret key of this website from SignalZen's Console`,
  });
}
