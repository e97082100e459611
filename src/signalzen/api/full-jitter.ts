import type { ApiLimits } from './api-limits';

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
