import type { EpisodeStatus } from '../view/view';

/** A figure at the top of the page. */
export interface HeadlineFigure {
  readonly label: string;
  /** As the query `measures` names it. */
  readonly measure: string;
  /** What the figure is of: the number of samples, shown beside it. */
  readonly samples?: {
    readonly of: (totals: Readonly<Record<string, number | null>>) => number;
    readonly noun: string;
  };
  /** The episodes to look at behind it. */
  readonly status?: EpisodeStatus;
}

const number = (value: number | null | undefined): number => value ?? 0;

export const HEADLINE_FIGURES: readonly HeadlineFigure[] = [
  { label: 'Chats started', measure: 'chatsStarted' },
  { label: 'Episodes', measure: 'episodesStarted' },
  {
    label: 'First response, median',
    measure: 'firstResponseSecondsP50',
    samples: { of: (totals) => number(totals['firstResponses']), noun: 'responses' },
  },
  {
    label: 'Closure, median',
    measure: 'closureSecondsP50',
    samples: { of: (totals) => number(totals['closures']), noun: 'closures' },
    status: 'CLOSED',
  },
  {
    label: 'CSAT',
    measure: 'csatRate',
    samples: { of: (totals) => number(totals['ratings']), noun: 'ratings' },
  },
  {
    label: 'Copilot resolution',
    measure: 'copilotResolutionRate',
    samples: {
      of: (totals) => number(totals['copilotEpisodes']) - number(totals['copilotPending']),
      noun: 'episodes',
    },
  },
  {
    label: 'Missed',
    measure: 'episodesMissed',
    samples: { of: (totals) => number(totals['episodesStarted']), noun: 'episodes' },
  },
  {
    label: 'Unanswered',
    measure: 'episodesUnanswered',
    samples: { of: (totals) => number(totals['episodesStarted']), noun: 'episodes' },
  },
];
