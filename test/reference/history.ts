import { cutEpisodes } from './cut-episodes';
import type { RawDelivery, ReferenceOptions } from './delivery';
import { DEFAULT_OPTIONS } from './delivery';
import type { Episode } from './episode';
import type { ChatEvent } from './event';
import { eventOf } from './event';
import { inOrder } from './event-order';
import type { Rating } from './ratings';
import { ratingsIn } from './ratings';
import { removeDuplicates } from './remove-duplicates';

/** All that the measures of one account are counted from. */
export interface History {
  /** Without duplicates, in order. */
  readonly events: readonly ChatEvent[];
  readonly episodes: readonly Episode[];
  readonly ratings: readonly Rating[];
}

/**
 * docs/metrics.md: "Everything below is computed per account from the accepted events of a chat, after removal
 * of duplicates, sorted by event time."
 * @param deliveries of any accounts, in order of receipt
 */
export function historiesOf(
  deliveries: readonly RawDelivery[],
  given: Partial<ReferenceOptions> = {},
): Map<string, History> {
  const options = { ...DEFAULT_OPTIONS, ...given };
  const byAccount = groupBy(deliveries, ({ account }) => account);
  return new Map([...byAccount].map(([account, own]) => [account, historyOf(own, options)]));
}

function historyOf(deliveries: readonly RawDelivery[], options: ReferenceOptions): History {
  const events = inOrder(
    removeDuplicates(deliveries).map((distinct) => eventOf(distinct.envelope, distinct, options)),
  );
  return {
    events,
    episodes: episodesOf(events, options.episodeIdleGapSeconds * 1000),
    ratings: ratingsIn(events),
  };
}

/** "An operator's message with neither is unlinked: it counts … in no episode." */
function episodesOf(events: readonly ChatEvent[], idleGapMs: number): Episode[] {
  const chats = groupBy(events, ({ chat }) => chat);
  return [...chats].flatMap(([chat, own]) => (chat === undefined ? [] : cutEpisodes(chat, own, idleGapMs)));
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
