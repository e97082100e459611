import { setMaxListeners } from 'node:events';
import type { z } from 'zod';
import type { AccountAccess } from './account-access';
import { AccountSecrets } from './account-secrets';
import { SYSTEM_API_CLOCK } from './api-clock';
import type { ApiClock } from './api-clock';
import { API_LIMITS } from './api-limits';
import type { ApiLimits } from './api-limits';
import { ExchangeFailure, exchange } from './http-exchange';
import { GONE, SignalZenApiError } from './signalzen-api-error';
import { RequestTurns } from './request-turns';
import { verdictOf, verdictOfFailure } from './verdict';
import type { TryAgain, Verdict } from './verdict';

interface PathRequest<Value> {
  readonly path: string;
  readonly schema: z.ZodType<Value>;
  readonly secret: string;
  readonly signal: AbortSignal;
}

/** Asks SignalZen's API for one account: in its turn, with a secret that is accepted, again when it may help. */
export class AccountRequests {
  readonly #account: string;
  readonly #secrets: AccountSecrets;
  readonly #turns: RequestTurns;
  readonly #clock: ApiClock;
  readonly #limits: ApiLimits;
  readonly #base: string;

  constructor(private readonly access: AccountAccess) {
    this.#account = access.account;
    this.#secrets = new AccountSecrets(access.secrets);
    this.#clock = access.clock ?? SYSTEM_API_CLOCK;
    this.#turns = new RequestTurns(access.pace, access.counters, this.#clock);
    this.#limits = { ...API_LIMITS, ...access.limits };
    this.#base = access.url.href.replace(/\/+$/, '');
  }

  /**
   * What a path gives, or `GONE`.
   * @param path with its query, below the base URL
   * @param schema the form of the answer
   * @throws SignalZenApiError
   * @throws the signal's reason when it is aborted, whatever it was waiting for
   */
  async get<Value>(
    path: string,
    schema: z.ZodType<Value>,
    signal: AbortSignal,
  ): Promise<Value | typeof GONE> {
    // One signal may serve many questions at a time; Node takes more than ten listeners for a leak.
    setMaxListeners(0, signal);
    const refused = new Set<string>();
    for (let failures = 0; ;) {
      const secret = this.#secrets.next(refused);
      if (secret === undefined) throw secretRefusal(this.#account, path, refused.size);
      if (failures + refused.size > 0) this.access.counters.retries += 1;
      const verdict = await this.#request({ path, schema, secret, signal });
      switch (verdict.next) {
        case 'use':
        case 'gone':
          this.#secrets.accept(secret);
          return verdict.next === 'use' ? verdict.value : GONE;
        case 'other_secret':
          refused.add(secret);
          break;
        case 'stop':
          throw new SignalZenApiError({ ...verdict, account: this.#account, path });
        case 'again':
          failures += 1;
          await this.#backOff(path, verdict, failures, signal);
      }
    }
  }

  /** One request, in its turn. */
  async #request<Value>({ path, schema, secret, signal }: PathRequest<Value>): Promise<Verdict<Value>> {
    await this.#turns.next(signal);
    const { timeoutMs, answerBytes } = this.#limits;
    const { requests } = this.access.counters;
    const url = new URL(`${this.#base}${path}`);
    const verdict = await exchange({ url, secret, timeoutMs, answerBytes, signal }).then(
      (answer) => verdictOf(answer, schema, this.#clock.date()),
      (error: unknown) => {
        if (error instanceof ExchangeFailure) return verdictOfFailure(error);
        requests.aborted += 1;
        throw error;
      },
    );
    requests[verdict.outcome] += 1;
    return verdict;
  }

  /**
   * Waits before the next attempt. Where SignalZen says how long, or that it is asked too much, that holds for
   * all requests of the account, and also when this attempt was the last.
   */
  async #backOff(path: string, verdict: TryAgain, failures: number, signal: AbortSignal): Promise<void> {
    const { retryAfterMs, outcome, detail, status } = verdict;
    const { attempts, maxRetryAfterMs } = this.#limits;
    const jitterMs = fullJitter(failures, this.#limits);
    const concernsAll = outcome === 'slowed_down' || retryAfterMs !== undefined;
    if (concernsAll) this.#turns.pauseFor(Math.min(retryAfterMs ?? 0, maxRetryAfterMs) + jitterMs);
    if (failures >= attempts) {
      throw new SignalZenApiError({
        code: 'SIGNALZEN_API_UNAVAILABLE',
        account: this.#account,
        path,
        status,
        detail: `no use could be made of ${failures} attempts; of the last: ${detail}`,
      });
    }
    if (!concernsAll) await this.#clock.sleep(jitterMs, signal);
  }
}

/** No secret of the account is accepted: what a person is to do. */
function secretRefusal(account: string, path: string, secretsTried: number): SignalZenApiError {
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

/**
 * The wait before repetition `repetition` (from 1): anything from nothing to a limit that doubles each time, so
 * that those who failed together come back spread over the whole of it.
 * @param random from 0 to below 1
 */
export function fullJitter(
  repetition: number,
  limits: Pick<ApiLimits, 'firstBackoffMs' | 'maxBackoffMs'>,
  random: () => number = Math.random,
): number {
  return random() * Math.min(limits.maxBackoffMs, limits.firstBackoffMs * 2 ** (repetition - 1));
}
