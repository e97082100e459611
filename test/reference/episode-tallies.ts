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
  return [...startTalliesOf(episode), ...closeTalliesOf(episode), ...durationTalliesOf(episode)];
}

/** The measures whose anchor is the start: none where it is unknown. */
function startTalliesOf(episode: FullEpisode): Tally[] {
  const { startedAt, copilotOutcome } = episode;
  if (startedAt === undefined) return [];
  const counts: Count[] = ['episodesStarted'];
  if (isEmpty(episode)) counts.push('episodesEmpty');
  if (isMissed(episode)) counts.push('episodesMissed');
  if (isUnanswered(episode)) counts.push('episodesUnanswered');
  if (copilotOutcome !== 'NONE') counts.push('copilotEpisodes', COUNT_OF_OUTCOME[copilotOutcome]);
  return counts.map((count) => ({ count, at: startedAt, dimensions: episode }));
}

/** "those that are over without a visitor message" */
function isEmpty({ status, firstVisitorMessageAt }: FullEpisode): boolean {
  return status !== 'OPEN' && firstVisitorMessageAt === undefined;
}

/**
 * "closed or idle episodes without any operator or copilot message". "Episodes ended so [by a block] are in no missed,
 * unanswered or target figure."
 */
function isMissed({ status, blockedAt, messages }: FullEpisode): boolean {
  return blockedAt === undefined && status !== 'OPEN' && messages.operator + messages.copilot === 0;
}

/** "episodes with a visitor message and no operator message after the first of them, whatever their status" */
function isUnanswered({ blockedAt, firstVisitorMessageAt, firstResponse }: FullEpisode): boolean {
  return blockedAt === undefined && firstVisitorMessageAt !== undefined && firstResponse === undefined;
}

function closeTalliesOf(episode: FullEpisode): Tally[] {
  const { startedAt, closedAt, rating } = episode;
  if (closedAt === undefined) return [];
  const at = { at: closedAt, dimensions: episode };
  const tallies: Tally[] = [{ count: 'episodesClosed', ...at }];
  // "closed episodes with a rating"
  if (rating !== undefined) tallies.push({ count: 'ratedClosures', ...at });
  // "per closed episode with a known start: close − start"
  if (startedAt !== undefined) {
    tallies.push({ count: 'closures', ...at, seconds: (closedAt - startedAt) / 1000 });
  }
  return tallies;
}

/** "`firstResponses` and `replies` to the operator who gave them", and so the answers. */
function durationTalliesOf(episode: FullEpisode): Tally[] {
  const { firstResponse, firstAnswer, replies } = episode;
  const tally = (count: Count, { at, seconds, operator }: Duration) => ({
    count,
    at,
    seconds,
    dimensions: { ...episode, operator },
  });
  return [
    ...(firstResponse === undefined ? [] : [tally('firstResponses', firstResponse)]),
    ...(firstAnswer === undefined ? [] : [tally('firstAnswers', firstAnswer)]),
    ...replies.map((reply) => tally('replies', reply)),
  ];
}
