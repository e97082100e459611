import type { FullEpisode } from './episode';
import type { Count } from './all-measures';
import type { Duration } from './responses';
import type { Tally } from './tally';

const COUNT_OF_OUTCOME = {
  PENDING: 'copilotPending',
  RESOLVED: 'copilotResolved',
  ABANDONED: 'copilotAbandoned',
  HANDED_OFF: 'copilotHandedOff',
} as const;

/** What one episode adds to the measures. */
export function episodeTalliesOf(episode: FullEpisode): Tally[] {
  return [
    ...startTalliesOf(episode),
    ...closeTalliesOf(episode),
    ...endTalliesOf(episode),
    ...durationTalliesOf(episode),
  ];
}

/** The measures whose anchor is the start: none where it is unknown. */
function startTalliesOf(episode: FullEpisode): Tally[] {
  const { startedAt, copilotOutcome, copilotEligible } = episode;
  if (startedAt === undefined) return [];
  const counts: Count[] = ['episodesStarted'];
  if (isEngaged(episode)) counts.push('episodesEngaged');
  if (isEmpty(episode)) counts.push('episodesEmpty');
  if (isEngaged(episode) && episode.outsideHours) counts.push('episodesOutsideHours');
  if (isMissed(episode)) counts.push('episodesMissed');
  if (isUnanswered(episode)) counts.push('episodesUnanswered');
  if (copilotEligible) counts.push('copilotEligible');
  if (isSilent(episode)) counts.push('copilotSilent');
  if (copilotOutcome !== 'NONE') counts.push('copilotEpisodes', COUNT_OF_OUTCOME[copilotOutcome]);
  if (copilotOutcome === 'RESOLVED') counts.push(...durabilityOf(episode));
  return counts.map((count) => ({ count, at: startedAt, dimensions: episode }));
}

/** "those with a visitor message: what a support lead calls a contact" */
function isEngaged({ firstVisitorMessageAt }: FullEpisode): boolean {
  return firstVisitorMessageAt !== undefined;
}

/** "those that are over without a visitor message" */
function isEmpty({ status, firstVisitorMessageAt }: FullEpisode): boolean {
  return status !== 'OPEN' && firstVisitorMessageAt === undefined;
}

/** "over (closed or idle, not blocked), have a visitor message, and no message of an operator or the copilot" */
function isMissed(episode: FullEpisode): boolean {
  return isUnanswered(episode) && episode.messages.copilot === 0;
}

/**
 * "over, with a visitor message, no operator message, and not resolved by the copilot". "Episodes ended so [by a block]
 * are in no missed, unanswered or target figure."
 */
function isUnanswered(episode: FullEpisode): boolean {
  const { status, blockedAt, messages, copilotOutcome } = episode;
  const isOver = status !== 'OPEN' && blockedAt === undefined;
  return isOver && isEngaged(episode) && messages.operator === 0 && copilotOutcome !== 'RESOLVED';
}

/** "eligible, over, no message of the copilot and none of an operator" */
function isSilent({ status, copilotEligible, messages }: FullEpisode): boolean {
  return copilotEligible && status !== 'OPEN' && messages.operator + messages.copilot === 0;
}

/**
 * "of copilotResolved whose end is more than 7 days ago, the share after which the visitor started no new episode
 * within 7 days"
 */
function durabilityOf({ comeback }: FullEpisode): Count[] {
  if (comeback === 'UNKNOWN') return [];
  return comeback === 'CAME' ? ['resolvedAWeekAgo'] : ['resolvedAWeekAgo', 'durablyResolved'];
}

/**
 * "of episodes that ended more than 7 days ago, the share after which the same chat started another within 7 days":
 * anchored at the end, and of unknown starts, too.
 */
function endTalliesOf(episode: FullEpisode): Tally[] {
  const { endedAt, comeback } = episode;
  if (endedAt === undefined || comeback === 'UNKNOWN') return [];
  const counts: Count[] = comeback === 'CAME' ? ['endedAWeekAgo', 'repeatContacts'] : ['endedAWeekAgo'];
  return counts.map((count) => ({ count, at: endedAt, dimensions: episode }));
}

function closeTalliesOf(episode: FullEpisode): Tally[] {
  const { closedAt, closure, rating } = episode;
  if (closedAt === undefined) return [];
  const at = { at: closedAt, dimensions: episode };
  const tallies: Tally[] = [{ count: 'episodesClosed', ...at }];
  // "closed episodes with a rating"
  if (rating !== undefined) tallies.push({ count: 'ratedClosures', ...at });
  // "per closed episode with a known start: close − start"
  if (closure !== undefined) tallies.push({ count: 'closures', ...at, length: closure });
  return tallies;
}

/** "`firstResponses` and `replies` to the operator who gave them", and so the answers; total waits to the episode's. */
function durationTalliesOf(episode: FullEpisode): Tally[] {
  const { startedAt, firstResponse, firstAnswer, replies, totalWait } = episode;
  const tally = (count: Count, duration: Duration) => ({
    count,
    at: duration.at,
    length: duration,
    dimensions: { ...episode, operator: duration.operator },
  });
  return [
    ...(firstResponse === undefined ? [] : [tally('firstResponses', firstResponse)]),
    ...(firstAnswer === undefined ? [] : [tally('firstAnswers', firstAnswer)]),
    ...replies.map((reply) => ({ ...tally('replies', reply), episode })),
    ...(startedAt === undefined || totalWait === undefined
      ? []
      : [{ count: 'totalWaits' as const, at: startedAt, length: totalWait, dimensions: episode }]),
  ];
}
