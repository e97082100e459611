/** What became of a request. */
export const API_OUTCOMES = [
  'answered',
  'gone',
  'secret_refused',
  'forbidden',
  'slowed_down',
  'server_error',
  'no_connection',
  'timeout',
  'not_json',
  'wrong_shape',
  'too_large',
  'unexpected_status',
  'aborted',
] as const;
export type ApiOutcome = (typeof API_OUTCOMES)[number];

/** What the client of SignalZen's API has done since the start. */
export class ApiCounters {
  readonly requests: Record<ApiOutcome, number>;
  /** Requests that were made once more because the one before came to nothing, or for another secret. */
  retries = 0;
  /** Seconds that requests waited: for the rate limit of our own, and because SignalZen asked them to. */
  readonly secondsWaited = { pace: 0, pause: 0 };

  constructor() {
    this.requests = Object.fromEntries(API_OUTCOMES.map((outcome) => [outcome, 0])) as Record<
      ApiOutcome,
      number
    >;
  }
}
