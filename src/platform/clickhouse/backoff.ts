/** How long to wait before trying again, in milliseconds. */
export interface BackoffLimits {
  readonly first: number;
  readonly most: number;
}

/**
 * The wait before attempt `attempt` (1 is the first repetition): doubled each time up to a limit, and somewhere
 * in the upper half of that, so that processes that failed together do not come back together.
 */
export function backoff(attempt: number, limits: BackoffLimits): number {
  const longest = Math.min(limits.most, limits.first * 2 ** Math.min(attempt - 1, 30));
  return Math.round(longest * (0.5 + Math.random() / 2));
}
