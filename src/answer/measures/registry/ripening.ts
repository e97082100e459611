import type { FactKind, Measure } from './measure';

const WEEK_MS = 7 * 86_400_000;
/** Of an episode that is over: closed, or silent for long enough. */
const WHEN_OVER: readonly FactKind[] = [
  ...(['episode_missed', 'episode_unanswered', 'episode_empty', 'total_wait', 'rated_closure'] as const),
  ...(['copilot_silent', 'copilot_pending', 'copilot_resolved', 'copilot_abandoned'] as const),
];
/** Of one after which a week went by. */
const A_WEEK_LATER: readonly FactKind[] = [
  ...(['episode_repeated', 'episode_not_repeated', 'copilot_durable', 'copilot_not_durable'] as const),
];

/**
 * For how long after a range the measure of it still grows by itself, in milliseconds: a contact of yesterday evening
 * is not missed before it is over. Before that a range would be compared with others that have ripened.
 */
export function ripeningMs({ kinds }: Pick<Measure, 'kinds'>, idleGapMs: number): number {
  const isOneOf = (some: readonly FactKind[]) => kinds.some((kind) => some.includes(kind));
  if (isOneOf(A_WEEK_LATER)) return WEEK_MS + idleGapMs;
  return isOneOf(WHEN_OVER) ? idleGapMs : 0;
}
