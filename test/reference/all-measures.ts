/** The counts that a list of tallies gives; each is 0 or more. */
export const COUNTS = [
  'chatsStarted',
  'episodesStarted',
  'episodesEngaged',
  'episodesEmpty',
  'episodesOutsideHours',
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
  'totalWaits',
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
  'copilotEligible',
  'copilotSilent',
  'copilotEpisodes',
  'copilotPending',
  'copilotResolved',
  'copilotAbandoned',
  'copilotHandedOff',
  'resolvedAWeekAgo',
  'durablyResolved',
  'endedAWeekAgo',
  'repeatContacts',
] as const;

/** The counts that no field shows: each stands in a rate alone. */
export const COUNTS_OF_RATES = [
  'ratedClosures',
  'resolvedAWeekAgo',
  'durablyResolved',
  'endedAWeekAgo',
  'repeatContacts',
] as const satisfies readonly Count[];

export type Count = (typeof COUNTS)[number];

/** The lists of seconds, each with the count of its samples. */
export const DURATIONS = {
  firstResponseSeconds: 'firstResponses',
  firstAnswerSeconds: 'firstAnswers',
  replySeconds: 'replies',
  totalWaitSeconds: 'totalWaits',
  closureSeconds: 'closures',
} as const satisfies Record<string, Count>;

export type DurationName = keyof typeof DURATIONS;

/**
 * Every measure of docs/metrics.md; averages, percentiles and rates follow from these. `ratingResponseRate` is
 * `ratedClosures` ("closed episodes with a rating") over `episodesClosed`, `copilotDurableResolutionRate` is
 * `durablyResolved` over `resolvedAWeekAgo`, and `repeatContactRate` is `repeatContacts` over `endedAWeekAgo`.
 */
export type AllMeasures = Readonly<Record<Count | 'episodesOpen', number>> & {
  /** One sample per count, ascending. */
  readonly [Name in DurationName]: readonly number[];
} & {
  /** The same replies, those of each episode together. */
  readonly replySecondsOfEpisodes: readonly (readonly number[])[];
};
