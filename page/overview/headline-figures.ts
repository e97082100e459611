import type { EpisodeCount } from '../view/episode-counts';

/** A figure at the top of the page. */
export interface HeadlineFigure {
  readonly label: string;
  /** As the query `measures` names it. */
  readonly measure: string;
  /** What the figure is of: the number of samples, shown beside it. */
  readonly samples?: {
    readonly of: (totals: Readonly<Record<string, number | null>>) => number;
    readonly noun: string;
    /** Whether the figure counts a part of them. */
    readonly areWhole?: true;
    /** Episodes behind the figure that are none of its samples yet, and what these are called. */
    readonly besides?: {
      readonly of: (totals: Readonly<Record<string, number | null>>) => number;
      readonly noun: string;
    };
  };
  /** The measure whose episodes are those of the figure; without it all of the range may be looked at. */
  readonly behind?: EpisodeCount;
}

const number = (value: number | null | undefined): number => value ?? 0;

export const HEADLINE_FIGURES: readonly HeadlineFigure[] = [
  { label: 'Chats started', measure: 'chatsStarted' },
  { label: 'Episodes', measure: 'episodesStarted', behind: 'episodesStarted' },
  {
    label: 'First response, median',
    measure: 'firstResponseSecondsP50',
    samples: { of: (totals) => number(totals['firstResponses']), noun: 'responses' },
    behind: 'firstResponses',
  },
  {
    label: 'Closure, median',
    measure: 'closureSecondsP50',
    samples: { of: (totals) => number(totals['closures']), noun: 'closures' },
    behind: 'closures',
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
      besides: { of: (totals) => number(totals['copilotPending']), noun: 'pending' },
    },
    behind: 'copilotEpisodes',
  },
  {
    label: 'Missed',
    measure: 'episodesMissed',
    behind: 'episodesMissed',
    samples: { of: (totals) => number(totals['episodesEngaged']), noun: 'contacts', areWhole: true },
  },
  {
    label: 'Unanswered',
    measure: 'episodesUnanswered',
    behind: 'episodesUnanswered',
    samples: { of: (totals) => number(totals['episodesEngaged']), noun: 'contacts', areWhole: true },
  },
];

export const HEADLINE_MEASURES: readonly string[] = HEADLINE_FIGURES.map(({ measure }) => measure);
