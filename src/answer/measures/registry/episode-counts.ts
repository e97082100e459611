import { BadInput } from '../bad-input';
import type { Enumeration } from '../columns/column';
import type { EpisodesAt, FactKind } from './measure';
import { MEASURES } from './measures';

/** What of an episode a measure counts: with it the same episodes can be listed. */
export interface EpisodeCount {
  /** As the query `measures` names it. */
  readonly name: string;
  /** An episode has one fact of them at most. */
  readonly kinds: readonly FactKind[];
  /** When it is counted. */
  readonly at: EpisodesAt;
}

/** The measures that are numbers of episodes, and so have episodes behind them. */
const EPISODE_COUNTS: readonly EpisodeCount[] = MEASURES.flatMap(({ name, kinds, episodesAt }) =>
  episodesAt === undefined ? [] : [{ name, kinds, at: episodesAt }],
);

const BY_NAME = new Map(EPISODE_COUNTS.map((count) => [count.name, count]));

/** Of which measure episodes are listed, if nobody says so. */
export const ALL_STARTED = 'episodesStarted';

/** The names of the measures whose episodes can be listed. */
export const EPISODE_COUNT_NAMES: Enumeration = {
  name: 'EpisodeCount',
  values: EPISODE_COUNTS.map(({ name }) => name),
};

/** The measure whose episodes are listed. @throws BadInput if it is none that counts episodes */
export function episodeCountOf(name: string): EpisodeCount {
  const found = BY_NAME.get(name);
  if (found !== undefined) return found;
  throw new BadInput(
    `"behind" takes a measure that counts episodes: one of ${EPISODE_COUNT_NAMES.values.join(', ')}.`,
  );
}
