/** The measures that count single moments, under their names in docs/metrics.md. */
const MOMENT_COUNTS = [
  'chatsStarted',
  'messagesVisitor',
  'messagesOperator',
  'messagesCopilot',
  'messagesProactive',
  'emailSubscriptions',
  'transcriptsSent',
  'chatsBlocked',
  'chatsDestroyed',
  'copilotEnabledEvents',
  'copilotDisabledEvents',
] as const;

/** Counts of ratings, whose value the messages of the API tell as well, but not its time. */
export const RATING_COUNTS = ['ratings', 'rating1', 'rating2', 'rating3', 'rating4', 'rating5'] as const;

/** Counts that mean little as long as an operator's message belongs to no chat. */
export const LINKED_COUNTS = [
  'firstResponses',
  'firstAnswers',
  'replies',
  'totalWaits',
  'episodesMissed',
  'episodesUnanswered',
  'copilotSilent',
  'copilotEpisodes',
  'copilotHandedOff',
  'copilotResolved',
  'copilotAbandoned',
  'copilotPending',
] as const;

/** The measures that are whole numbers and add up, in the order in which they are shown. */
export const COUNTS = [
  ...MOMENT_COUNTS,
  'episodesStarted',
  'episodesEngaged',
  'episodesEmpty',
  'episodesClosed',
  'closures',
  ...RATING_COUNTS,
  'copilotEligible',
  ...LINKED_COUNTS,
] as const;
export type Count = (typeof COUNTS)[number];

/**
 * Counts of which a service shows no more than the share of one in another: closed episodes with a rating; of the
 * copilot's resolved episodes, and of all, those that ended more than a week ago, and how it went on.
 */
export const COUNTS_OF_SHARES = [
  'ratedClosures',
  'resolvedAWeekAgo',
  'durablyResolved',
  'endedAWeekAgo',
  'repeatContacts',
] as const;
export type CountOfShare = (typeof COUNTS_OF_SHARES)[number];

/** The lists of seconds, each with the count of its samples. */
export const DURATIONS = {
  closureSeconds: 'closures',
  firstResponseSeconds: 'firstResponses',
  firstAnswerSeconds: 'firstAnswers',
  replySeconds: 'replies',
  totalWaitSeconds: 'totalWaits',
} as const satisfies Record<string, Count>;
export type Duration = keyof typeof DURATIONS;
