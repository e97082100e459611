import type { MessageKey } from '../messages/catalogue';
import type { EpisodeCount } from '../view/episode-counts';

/** What the samples of a figure are, with their number. */
export type Noun = Extract<MessageKey, `noun.${string}`>;

/** A figure at the top of the page. */
export interface HeadlineFigure {
  readonly label: Extract<MessageKey, `figure.${string}`>;
  /** As the query `measures` names it. */
  readonly measure: string;
  /** What the figure is of: the number of samples, shown beside it. */
  readonly samples?: {
    readonly of: (totals: Readonly<Record<string, number | null>>) => number;
    readonly noun: Noun;
    /** Whether the figure counts a part of them. */
    readonly areWhole?: true;
    /** Episodes behind the figure that are none of its samples yet, and what these are called. */
    readonly besides?: {
      readonly of: (totals: Readonly<Record<string, number | null>>) => number;
      readonly noun: Noun;
    };
  };
  /** The measure whose episodes are those of the figure; without it all of the range may be looked at. */
  readonly behind?: EpisodeCount;
}

const number = (value: number | null | undefined): number => value ?? 0;

export const HEADLINE_FIGURES: readonly HeadlineFigure[] = [
  { label: 'figure.chatsStarted', measure: 'chatsStarted' },
  { label: 'figure.episodes', measure: 'episodesStarted', behind: 'episodesStarted' },
  {
    label: 'figure.firstResponse',
    measure: 'firstResponseSecondsP50',
    samples: { of: (totals) => number(totals['firstResponses']), noun: 'noun.responses' },
    behind: 'firstResponses',
  },
  {
    label: 'figure.closure',
    measure: 'closureSecondsP50',
    samples: { of: (totals) => number(totals['closures']), noun: 'noun.closures' },
    behind: 'closures',
  },
  {
    label: 'figure.csat',
    measure: 'csatRate',
    samples: { of: (totals) => number(totals['ratings']), noun: 'noun.ratings' },
  },
  {
    label: 'figure.copilotResolution',
    measure: 'copilotResolutionRate',
    samples: {
      of: (totals) => number(totals['copilotEpisodes']) - number(totals['copilotPending']),
      noun: 'noun.episodes',
      besides: { of: (totals) => number(totals['copilotPending']), noun: 'noun.pending' },
    },
    behind: 'copilotEpisodes',
  },
  {
    label: 'figure.missed',
    measure: 'episodesMissed',
    behind: 'episodesMissed',
    samples: { of: (totals) => number(totals['episodesEngaged']), noun: 'noun.contacts', areWhole: true },
  },
  {
    label: 'figure.unanswered',
    measure: 'episodesUnanswered',
    behind: 'episodesUnanswered',
    samples: { of: (totals) => number(totals['episodesEngaged']), noun: 'noun.contacts', areWhole: true },
  },
];

export const HEADLINE_MEASURES: readonly string[] = HEADLINE_FIGURES.map(({ measure }) => measure);
