import type { AccountAccess } from './account-access';
import { AccountRequests } from './account-requests';
import { messagePageSchema, userPageSchema } from './api-page';
import type { ApiPage, ApiPageRange } from './api-page';
import { resourceSchema } from './api-resource';
import type { ApiResource } from './api-resource';
import { GONE, SignalZenApiError } from './signalzen-api-error';

const FIRST = { offset: 0, limit: 1 };

/** In a path these would name another resource than one with such an id. */
const NO_PATH_SEGMENT = /^\.{0,2}$/;

/**
 * SignalZen's external API, which only reads, for one account. Requests keep to the pace, wait while SignalZen
 * asks for it, and are repeated where that may help: see {@link ApiLimits}.
 *
 * Every method throws SignalZenApiError, or the signal's reason when it is aborted.
 */
export class SignalZenApi {
  readonly #account: string;
  readonly #requests: AccountRequests;
  /** Whether this URL is known to be that of SignalZen's API. */
  #isFound = false;

  constructor(access: AccountAccess) {
    this.#account = access.account;
    this.#requests = new AccountRequests(access);
  }

  /** A page of all users. */
  async users(range: ApiPageRange, signal: AbortSignal): Promise<ApiPage> {
    const path = `/users${queryOf(range)}`;
    const page = await this.#requests.get(path, userPageSchema, signal);
    if (page === GONE) {
      throw new SignalZenApiError({
        code: 'SIGNALZEN_API_UNEXPECTED_STATUS',
        account: this.#account,
        path,
        detail: 'there are no users (404 or 410): check SIGNALZEN_API_URL',
      });
    }
    this.#isFound = true;
    return page;
  }

  /** One user, that is, one chat. */
  user(id: string, signal: AbortSignal): Promise<ApiResource | typeof GONE> {
    return this.#ofUser(id, (path) => this.#requests.get(path, resourceSchema, signal), signal);
  }

  /** A page of a chat's messages; `GONE` when there is no such chat. */
  messages(userId: string, range: ApiPageRange, signal: AbortSignal): Promise<ApiPage | typeof GONE> {
    const ask = (path: string) =>
      this.#requests.get(`${path}/messages${queryOf(range)}`, messagePageSchema, signal);
    return this.#ofUser(userId, ask, signal);
  }

  /** A wrong base URL answers 404 to everything: that a chat is gone is believed only of an API that is there. */
  async #ofUser<Value>(
    id: string,
    ask: (path: string) => Promise<Value | typeof GONE>,
    signal: AbortSignal,
  ): Promise<Value | typeof GONE> {
    if (NO_PATH_SEGMENT.test(id)) return GONE;
    const answer = await ask(`/users/${encodeURIComponent(id)}`);
    if (answer !== GONE) this.#isFound = true;
    else if (!this.#isFound) await this.users(FIRST, signal);
    return answer;
  }
}

function queryOf({ offset, limit }: ApiPageRange): string {
  return `?offset=${offset}&limit=${limit}`;
}
