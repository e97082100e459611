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

export type EpisodeCount = (typeof EPISODE_COUNTS)[number];

export function isEpisodeCount(name: string): name is EpisodeCount {
  return EPISODE_COUNTS.some((one) => one === name);
}
