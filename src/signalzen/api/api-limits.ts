/** What one question to SignalZen's API may take. Times in milliseconds. */
export interface ApiLimits {
  /** Requests for one answer at most, without those that try another secret. */
  readonly attempts: number;
  /** From the start of a request to the end of its answer. */
  readonly timeoutMs: number;
  /** Size of an answer, unpacked. */
  readonly answerBytes: number;
  /** The longest wait before the first repetition; it doubles with each. */
  readonly firstBackoffMs: number;
  readonly maxBackoffMs: number;
  /** A longer `Retry-After` is taken for this: a date that is wrong must not silence an account for years. */
  readonly maxRetryAfterMs: number;
}

export const API_LIMITS: ApiLimits = {
  attempts: 6,
  timeoutMs: 30_000,
  answerBytes: 32 * 2 ** 20,
  firstBackoffMs: 1000,
  maxBackoffMs: 60_000,
  maxRetryAfterMs: 15 * 60_000,
};
