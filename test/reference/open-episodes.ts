import type { FullEpisode } from './episode';

/**
 * docs/metrics.md, episodesOpen: "episodes with start < bucket end and neither closed nor idle at the bucket end
 * (or now, for a bucket that has not ended)". An operator's message makes an idle episode open again, so what
 * counts is the last activity up to then.
 * @param at the bucket's end, or now
 */
export function isOpenAt(
  { startedAt, closedAt, blockedAt, activity }: FullEpisode,
  at: number,
  idleGapMs: number,
): boolean {
  if (startedAt === undefined || startedAt >= at) return false;
  if (closedAt !== undefined && closedAt <= at) return false;
  if (blockedAt !== undefined && blockedAt <= at) return false;
  const last = activity.findLast((time) => time <= at) ?? startedAt;
  return at - last <= idleGapMs;
}
