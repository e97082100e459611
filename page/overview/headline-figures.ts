import { FIGURE_LABELS } from '../../src/platform/words/figure-labels';
import type { TargetRow } from '../api/targets';
import type { MessageKey } from '../messages/catalogue';
import type { EpisodeCount, OtherCount } from '../view/episode-counts';

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
  /** Targets on this say what it should be: the first of these that there is. */
  readonly goals?: readonly TargetRow['measure'][];
  /** What lists the contacts of the figure. */
  readonly behind: EpisodeCount | OtherCount;
}

const number = (value: number | null | undefined): number => value ?? 0;

/** The four that come first. */
export const LEADING_FIGURES: readonly HeadlineFigure[] = [
  { label: FIGURE_LABELS.episodesEngaged, measure: 'episodesEngaged', behind: 'episodesEngaged' },
  {
    label: FIGURE_LABELS.firstAnswerSecondsP50,
    measure: 'firstAnswerSecondsP50',
    samples: { of: (totals) => number(totals['firstAnswers']), noun: 'noun.answers' },
    behind: 'firstAnswers',
    goals: ['FIRST_ANSWER', 'FIRST_RESPONSE'],
  },
  {
    label: FIGURE_LABELS.csatRate,
    measure: 'csatRate',
    samples: { of: (totals) => number(totals['ratings']), noun: 'noun.ratings' },
    behind: 'ratings',
  },
  {
    label: FIGURE_LABELS.copilotResolutionRate,
    measure: 'copilotResolutionRate',
    samples: {
      of: (totals) => number(totals['copilotEpisodes']) - number(totals['copilotPending']),
      noun: 'noun.contacts',
      besides: { of: (totals) => number(totals['copilotPending']), noun: 'noun.pending' },
    },
    behind: 'copilotEpisodes',
  },
];

export const OTHER_FIGURES: readonly HeadlineFigure[] = [
  {
    label: FIGURE_LABELS.firstResponseSecondsP50,
    measure: 'firstResponseSecondsP50',
    samples: { of: (totals) => number(totals['firstResponses']), noun: 'noun.responses' },
    behind: 'firstResponses',
  },
  {
    label: FIGURE_LABELS.totalWaitSecondsP50,
    measure: 'totalWaitSecondsP50',
    samples: { of: (totals) => number(totals['totalWaits']), noun: 'noun.contacts' },
    behind: 'totalWaits',
  },
  {
    label: FIGURE_LABELS.closureSecondsP50,
    measure: 'closureSecondsP50',
    samples: { of: (totals) => number(totals['closures']), noun: 'noun.closures' },
    behind: 'closures',
  },
  {
    label: FIGURE_LABELS.episodesMissed,
    measure: 'episodesMissed',
    behind: 'episodesMissed',
    samples: { of: (totals) => number(totals['episodesEngaged']), noun: 'noun.contacts', areWhole: true },
  },
  {
    label: FIGURE_LABELS.episodesUnanswered,
    measure: 'episodesUnanswered',
    behind: 'episodesUnanswered',
    samples: { of: (totals) => number(totals['episodesEngaged']), noun: 'noun.contacts', areWhole: true },
  },
  {
    label: FIGURE_LABELS.copilotInvolvementRate,
    measure: 'copilotInvolvementRate',
    behind: 'copilotEpisodes',
    samples: { of: (totals) => number(totals['episodesEngaged']), noun: 'noun.contacts' },
  },
  { label: FIGURE_LABELS.repeatContactRate, measure: 'repeatContactRate', behind: 'repeatContacts' },
];
