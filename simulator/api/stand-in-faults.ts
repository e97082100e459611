/** What goes wrong at the stand-in. Shares are from 0 to 1; all may be set while it runs. */
export interface StandInFaults {
  /** Of requests that are answered 429 with `Retry-After`. */
  readonly refusedShare: number;
  /** The most seconds that `Retry-After` asks for. */
  readonly longestRetryAfter: number;
  /** Of requests that are answered 500 or 503. */
  readonly failedShare: number;
  /** Of requests whose connection is reset. */
  readonly resetShare: number;
  /** Of requests that get no answer, or half of one, and whose connection stays open. */
  readonly stuckShare: number;
  /** How long each answer takes, milliseconds. */
  readonly slowMs: number;
  /** How often a list changes its order between two requests for it, on average. */
  readonly shiftsPerRequest: number;
  /** Of users that were destroyed without a webhook's telling: 410, and in no list. */
  readonly goneShare: number;
  /** Of users that are not known any more: 404, and in no list. */
  readonly missingShare: number;
  /** Requests a second above which the server itself answers 429; `undefined`: any number. */
  readonly requestsPerSecond: number | undefined;
}

export const NO_FAULTS: StandInFaults = {
  refusedShare: 0,
  longestRetryAfter: 2,
  failedShare: 0,
  resetShare: 0,
  stuckShare: 0,
  slowMs: 0,
  shiftsPerRequest: 0,
  goneShare: 0,
  missingShare: 0,
  requestsPerSecond: undefined,
};
