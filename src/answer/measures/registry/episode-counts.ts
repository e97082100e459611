import { BadInput } from '../bad-input';
import type { Enumeration } from '../columns/column';
import type { EpisodesAt, FactKind } from './measure';
import { MEASURES } from './measures';
import { RATING_MEASURES } from './ratings';
import { requireTarget, RESULT_OF_COUNT, targetKind } from './targets';

/** What of an episode a measure counts: with it the same episodes can be listed. */
export interface EpisodeCount {
  /** As the query `measures` names it. */
  readonly name: string;
  /** An episode has one fact of them at most; of targets on replies one for each turn. */
  readonly kinds: readonly FactKind[];
  /** When it is counted; any other time, as that of a rating, is that of a fact which bears the episode's number. */
  readonly at: EpisodesAt | 'other';
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

/** Of what counts something else, or is a rate: those that were rated, and those after which the visitor came back. */
const OTHERS: readonly EpisodeCount[] = [
  ...RATING_MEASURES.filter(({ unit }) => unit === 'ratings').map(
    ({ name, kinds }) => ({ name, kinds, at: 'other' }) as const,
  ),
  { name: 'repeatContacts', kinds: ['episode_repeated'], at: 'other' },
];

/**
 * What else episodes can be listed behind: `ratings`, `rating1` to `rating5`, `repeatContacts`. Each is listed once,
 * however often it was rated. Undefined for any other name.
 */
export function otherEpisodesOf(name: string): EpisodeCount | undefined {
  return OTHERS.find((count) => count.name === name);
}

/** How the episodes behind a target's figures are asked for: `breached/<target>`. */
export const TARGET_COUNT = /^(met|breached|pending|endedEarly|lastWords)\/(.+)$/;

/**
 * The measure, or the figure of a target, whose episodes are listed.
 * @param targets that there are
 * @throws BadInput if it is none that counts episodes
 */
export function episodeCountOf(name: string, targets: ReadonlyMap<string, unknown>): EpisodeCount {
  const [, count, target = ''] = TARGET_COUNT.exec(name) ?? [];
  if (count !== undefined) {
    requireTarget('behind', target, targets);
    const kind = targetKind(RESULT_OF_COUNT[count as keyof typeof RESULT_OF_COUNT], target);
    return { name, kinds: [kind], at: 'start' };
  }
  const found = BY_NAME.get(name);
  if (found !== undefined) return found;
  throw new BadInput(
    `"behind" takes a measure that counts episodes: one of ${EPISODE_COUNT_NAMES.values.join(', ')}; in GraphQL ratings, rating1 to rating5 and repeatContacts as well; or a figure of a target of the rules, as in breached/<target>: met, breached, pending, endedEarly or lastWords.`,
  );
}
