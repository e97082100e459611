import type { Duration } from './durations';
import type { EpisodeCount, OtherCount } from './episode-counts';
import type { TargetCount } from './target-counts';
import type { TableShown } from './table-shown';
import type { BucketLength } from '../time/buckets';
import type { ChosenRange, Compare, TimeRange } from '../time/resolved-range';

export type EpisodeStatus = 'OPEN' | 'CLOSED' | 'IDLE';

/** Which seconds a duration counts: all, or those in the working hours of its account. */
export type Clock = 'CALENDAR' | 'WORKING';

/** Only what is counted at a moment within working hours, or outside of them, or at any. */
export type Hours = 'INSIDE' | 'OUTSIDE' | 'ALL';

/** What the figures are about. Empty lists choose everything. */
export interface Selection {
  readonly accounts: readonly string[];
  readonly operators: readonly string[];
  readonly teams: readonly string[];
  readonly pages: readonly string[];
  readonly copilot: boolean | undefined;
  readonly hours: Hours;
  /** The chosen values by the attribute's name; none is empty. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** The open list of episodes. */
export interface EpisodesShown {
  /** A part of the range, such as one bucket of a chart; `undefined` for all of it. */
  readonly within: TimeRange | undefined;
  /** Those that this measure, or this figure of a target, counts. */
  readonly behind: EpisodeCount | OtherCount | TargetCount;
  readonly status: EpisodeStatus | undefined;
  readonly offset: number;
}

/** The open timeline of a chat. */
export interface ChatShown {
  readonly account: string;
  readonly id: string;
}

/** The screen of who waits now, which stands in the place of the figures. */
export interface LiveShown {
  /** How large it is: 1 is as on a desk. */
  readonly scale: number;
}

/** Everything that the page shows, as its URL says it. */
export interface View {
  readonly chosen: ChosenRange;
  readonly compare: Compare;
  readonly zone: string;
  readonly clock: Clock;
  /** Of the charts. */
  readonly bucket: BucketLength;
  readonly selection: Selection;
  readonly table: TableShown;
  /** Undefined: the figures. */
  readonly live: LiveShown | undefined;
  readonly episodes: EpisodesShown | undefined;
  /** Of which duration it is shown how it is spread. */
  readonly spread: Duration | undefined;
  readonly chat: ChatShown | undefined;
}

/** What a view is where nothing lies above the figures. */
export const NOTHING_OPEN = { episodes: undefined, spread: undefined, chat: undefined };
export const ALL_EPISODES: EpisodesShown = {
  within: undefined,
  behind: 'episodesStarted',
  status: undefined,
  offset: 0,
};
export const NO_SELECTION: Selection = {
  accounts: [],
  operators: [],
  teams: [],
  pages: [],
  copilot: undefined,
  hours: 'ALL',
  attributes: new Map(),
};
