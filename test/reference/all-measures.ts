/** The counts that a list of tallies gives; each is 0 or more. */
export const COUNTS = [
  'chatsStarted',
  'episodesStarted',
  'episodesEmpty',
  'episodesClosed',
  'episodesMissed',
  'episodesUnanswered',
  'messagesVisitor',
  'messagesOperator',
  'messagesCopilot',
  'messagesProactive',
  'emailSubscriptions',
  'transcriptsSent',
  'chatsBlocked',
  'chatsDestroyed',
  'firstResponses',
  'firstAnswers',
  'replies',
  'closures',
  'ratings',
  'rating1',
  'rating2',
  'rating3',
  'rating4',
  'rating5',
  'ratedClosures',
  'copilotEnabledEvents',
  'copilotDisabledEvents',
  'copilotEpisodes',
  'copilotPending',
  'copilotResolved',
  'copilotAbandoned',
  'copilotHandedOff',
] as const;

export type Count = (typeof COUNTS)[number];

/** The lists of seconds, each with the count of its samples. */
export const DURATIONS = {
  firstResponseSeconds: 'firstResponses',
  firstAnswerSeconds: 'firstAnswers',
  replySeconds: 'replies',
  closureSeconds: 'closures',
} as const satisfies Record<string, Count>;

export type DurationName = keyof typeof DURATIONS;

/**
 * Every measure of docs/metrics.md; averages, percentiles and rates follow from these. `ratedClosures` is what
 * `ratingResponseRate` divides by `episodesClosed`: "closed episodes with a rating".
 */
export type AllMeasures = Readonly<Record<Count | 'episodesOpen', number>> & {
  /** One sample per count, ascending. */
  readonly [Name in DurationName]: readonly number[];
};
