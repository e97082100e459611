import type { AllMeasures } from './all-measures';
import type { Question } from './cells';
import { cellsOf } from './cells';
import type { RawDelivery, ReferenceOptions } from './delivery';
import type { FullEpisode } from './episode';
import { fullEpisodesOf } from './full-episodes';
import type { History } from './history';
import { historiesOf } from './history';
import { HOUR, NOON } from './samples';

export function historyOf(deliveries: readonly RawDelivery[], options?: Partial<ReferenceOptions>): History {
  const history = historiesOf(deliveries, options).get('default');
  if (history === undefined) throw new Error('nothing was delivered to the default account');
  return history;
}

/** The episodes of visitor 7 as they are so many milliseconds after noon. */
export function episodesAt(
  ms: number,
  deliveries: readonly RawDelivery[],
  options: Partial<ReferenceOptions> = {},
): FullEpisode[] {
  return fullEpisodesOf(historyOf(deliveries, { ...options, now: NOON + ms }));
}

/** The one episode that these deliveries make, or the last of them. */
export function lastEpisodeAt(...given: Parameters<typeof episodesAt>): FullEpisode {
  const last = episodesAt(...given).at(-1);
  if (last === undefined) throw new Error('no episode');
  return last;
}

/** All measures of everything around noon, as they are so many milliseconds after it. */
export function totalAt(
  ms: number,
  deliveries: readonly RawDelivery[],
  question: Omit<Question, 'edges' | 'now' | 'fill'> = {},
): AllMeasures {
  const edges = [NOON - 10_000 * HOUR, NOON + 10_000 * HOUR];
  const [cell] = cellsOf(historyOf(deliveries), { ...question, edges, now: NOON + ms, fill: true });
  if (cell === undefined) throw new Error('no cell');
  return cell.measures;
}
