/**
 * Whether the chat started another episode within 7 days after the end of one; `UNKNOWN` while the end is not more than
 * 7 days ago.
 */
export type Comeback = 'CAME' | 'STAYED_AWAY' | 'UNKNOWN';

const WEEK_MS = 7 * 86_400_000;

/**
 * docs/metrics.md, copilotDurableResolutionRate and repeatContactRate. All times are UTC milliseconds.
 * @param endedAt `undefined`: it is still open
 * @param nextStartedAt the start of the chat's next episode, if there is one
 */
export function comebackAfter(
  endedAt: number | undefined,
  nextStartedAt: number | undefined,
  now: number,
): Comeback {
  if (endedAt === undefined || now - endedAt <= WEEK_MS) return 'UNKNOWN';
  return nextStartedAt !== undefined && nextStartedAt - endedAt <= WEEK_MS ? 'CAME' : 'STAYED_AWAY';
}
