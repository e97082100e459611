/** The measures whose episodes can be looked at, and what those are called in the list. */
export const EPISODE_COUNTS = {
  episodesStarted: 'All that started',
  episodesEngaged: 'Contacts: the visitor wrote',
  episodesEmpty: 'Opened without a word',
  episodesMissed: 'Missed',
  episodesUnanswered: 'Unanswered',
  firstResponses: 'Answered by an operator',
  closures: 'Closed in this time',
  copilotEpisodes: 'With the copilot',
  copilotSilent: 'Copilot: on, and silent',
  copilotResolved: 'Copilot: resolved',
  copilotHandedOff: 'Copilot: handed off',
  copilotAbandoned: 'Copilot: abandoned',
  copilotPending: 'Copilot: pending',
} as const;

export type EpisodeCount = keyof typeof EPISODE_COUNTS;

export function isEpisodeCount(name: string): name is EpisodeCount {
  return Object.hasOwn(EPISODE_COUNTS, name);
}
