import type { Settings } from '../../platform/config/settings';
import { reasonOf } from './check-webhook';
import { findingsOf } from './finding';
import type { Finding } from './finding';

const TIMEOUT_MS = 15_000;

/** Whether SignalZen's API knows the secret of each account. */
export async function checkSignalZenApi({ signalzenApi, accounts, generated }: Settings): Promise<Finding[]> {
  const { ok, warn, fail } = findingsOf('SignalZen API');
  if (!signalzenApi.isOn)
    return [warn('SIGNALZEN_API is off: what webhooks leave out or lose is missing (docs/connecting.md)')];
  if (signalzenApi.accounts.length === 0 && generated.secret)
    return [warn('no account is connected: set SIGNALZEN_API_SECRET to the key that the Console shows')];
  return Promise.all(
    signalzenApi.accounts.map(async (account) => {
      const url = new URL(`${signalzenApi.url.href.replace(/\/$/, '')}/users?offset=0&limit=1`);
      try {
        const { status } = await fetch(url, {
          headers: {
            authorization: `Bearer ${accounts.get(account)?.[0] ?? ''}`,
            accept: 'application/vnd.signalzen.v1+json',
          },
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        if (status === 200) return ok(`account "${account}" may read it`);
        if (status === 401 || status === 403)
          return fail(
            `account "${account}" is refused (${status}): compare its secret with the Console's key`,
          );
        return warn(`account "${account}": it answered ${status}; the service tries again by itself`);
      } catch (error) {
        return warn(
          `account "${account}": ${url.host} does not answer (${reasonOf(error)}): does a firewall let it out?`,
        );
      }
    }),
  );
}

/** @param origin of the service on this machine; `undefined`: its port is not known */
export async function checkService(origin: URL | undefined): Promise<Finding[]> {
  const { ok, warn, fail } = findingsOf('service');
  if (origin === undefined) return [warn('PORT is 0: it is not known where it listens')];
  try {
    const response = await fetch(new URL('/readyz', origin), { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) return [ok(`it runs at ${origin.origin}, and is ready`)];
    return [fail(`it runs at ${origin.origin}, and is not ready: ${(await response.text()).slice(0, 300)}`)];
  } catch {
    return [warn(`it does not run at ${origin.origin}: what only a running one can tell was not looked at`)];
  }
}
