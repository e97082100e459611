/** The measures whose episodes can be looked at. */
export const EPISODE_COUNTS = [
  'episodesStarted',
  'episodesEngaged',
  'episodesEmpty',
  'episodesMissed',
  'episodesUnanswered',
  'firstResponses',
  'firstAnswers',
  'totalWaits',
  'closures',
  'copilotEpisodes',
  'copilotSilent',
  'copilotResolved',
  'copilotHandedOff',
  'copilotAbandoned',
  'copilotPending',
] as const;

/** Of what does not count episodes: those that were rated, each once, and those after which the visitor came back. */
export const OTHER_COUNTS = [
  'ratings',
  'rating1',
  'rating2',
  'rating3',
  'rating4',
  'rating5',
  'repeatContacts',
] as const;

export type OtherCount = (typeof OTHER_COUNTS)[number];

export function isOtherCount(name: string): name is OtherCount {
  return OTHER_COUNTS.some((one) => one === name);
}

export type EpisodeCount = (typeof EPISODE_COUNTS)[number];

export function isEpisodeCount(name: string): name is EpisodeCount {
  return EPISODE_COUNTS.some((one) => one === name);
}
