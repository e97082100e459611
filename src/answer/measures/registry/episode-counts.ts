import { BadInput } from '../bad-input';
import type { Enumeration } from '../columns/enumeration';
import type { FactKind } from './measure';
import { MEASURES } from './measures';

/** What of an episode a measure counts: with it the same episodes can be listed. */
export interface EpisodeCount {
  /** As the query `measures` names it. */
  readonly name: string;
  /** An episode has one fact of them at most. */
  readonly kinds: readonly FactKind[];
  /** When it is counted. */
  readonly at: 'start' | 'close';
}

/** Of these a fact is an episode, at its start; it is named by the episode's number. */
const AT_START: ReadonlySet<FactKind> = new Set<FactKind>([
  'episode_started',
  'episode_missed',
  'episode_unanswered',
  'first_response',
  'first_answer',
  'copilot_pending',
  'copilot_resolved',
  'copilot_abandoned',
  'copilot_handed_off',
]);
/** Of these it is one at its close; it is named by the event that closed it. */
const AT_CLOSE: ReadonlySet<FactKind> = new Set<FactKind>(['episode_closed', 'closure']);

/** The measures that are numbers of episodes, and so have episodes behind them. */
const EPISODE_COUNTS: readonly EpisodeCount[] = [
  ...countsAt('start', AT_START),
  ...countsAt('close', AT_CLOSE),
];

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

function countsAt(at: EpisodeCount['at'], those: ReadonlySet<FactKind>): EpisodeCount[] {
  return MEASURES.filter(({ isCount, kinds }) => isCount && kinds.every((kind) => those.has(kind))).map(
    ({ name, kinds }) => ({ name, kinds, at }),
  );
}
