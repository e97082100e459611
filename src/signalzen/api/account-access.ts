import type { ApiClock } from './api-clock';
import type { ApiCounters } from './api-counters';
import type { ApiLimits } from './api-limits';
import type { RequestPace } from './request-pace';

/** What the client needs to ask SignalZen's API for one account. */
export interface AccountAccess {
  /** The account's name in the settings. */
  readonly account: string;
  /** Its secrets, the current one first. */
  readonly secrets: readonly string[];
  /** The base URL of the API, such as `https://api.signalzen.com/external`. */
  readonly url: URL;
  /** Shared by all accounts of the process. */
  readonly pace: RequestPace;
  readonly counters: ApiCounters;
  readonly limits?: Partial<ApiLimits>;
  readonly clock?: ApiClock;
}
