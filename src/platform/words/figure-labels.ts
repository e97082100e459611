/** What figures are called, by their measures. */
export const FIGURE_LABELS = {
  episodesEngaged: 'figure.contacts',
  firstAnswerSecondsP50: 'figure.firstAnswer',
  csatRate: 'figure.csat',
  copilotResolutionRate: 'figure.copilotResolution',
  firstResponseSecondsP50: 'figure.firstResponse',
  totalWaitSecondsP50: 'figure.totalWait',
  closureSecondsP50: 'figure.closure',
  episodesMissed: 'figure.missed',
  episodesUnanswered: 'figure.unanswered',
  copilotInvolvementRate: 'figure.copilotInvolvement',
  repeatContactRate: 'figure.repeatContacts',
} as const;
