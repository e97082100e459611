import { cutEpisodes, cuttingBy } from './cut-episodes';
import type { RawDelivery, ReferenceOptions } from './delivery';
import { DEFAULT_OPTIONS } from './delivery';
import type { Episode } from './episode';
import type { ChatEvent } from './event';
import { eventOf } from './event';
import { inOrder } from './event-order';
import { groupBy } from './group-by';
import type { Rating } from './ratings';
import { ratingsIn } from './ratings';
import { linkToChats } from './link-to-chats';
import { removeDuplicates } from './remove-duplicates';
import { WalkedClock } from './walked-clock';

/** All that the measures of one account are counted from. */
export interface History {
  /** Without duplicates, in order. */
  readonly events: readonly ChatEvent[];
  readonly episodes: readonly Episode[];
  readonly ratings: readonly Rating[];
  /** What it was read with; the defaults, and now, if left out. */
  readonly options?: ReferenceOptions;
  /** The account's; always open if left out. */
  readonly clock?: WalkedClock;
}

/**
 * docs/metrics.md: "Everything below is computed per account from the accepted events of a chat, after removal
 * of duplicates, in the sorted order."
 * @param deliveries of any accounts, in order of receipt
 */
export function historiesOf(
  deliveries: readonly RawDelivery[],
  given: Partial<ReferenceOptions> = {},
): Map<string, History> {
  const options = { ...DEFAULT_OPTIONS, now: Date.now(), ...given };
  const byAccount = groupBy(deliveries, ({ account }) => account);
  return new Map(
    [...byAccount].map(([account, own]) => [
      account,
      {
        ...historyOf(own, { ...options, copilotIds: copilotsOf(account, options) }),
        clock: new WalkedClock(options.schedules[account] ?? []),
      },
    ]),
  );
}

/** "configured as a copilot's, for all accounts or for one (`7` or `shop:7`)" */
function copilotsOf(account: string, { copilotIds }: ReferenceOptions): string[] {
  const own = `${account}:`;
  return copilotIds.flatMap((id) => (id.startsWith(own) ? id.slice(own.length) : id.includes(':') ? [] : id));
}

function historyOf(deliveries: readonly RawDelivery[], options: ReferenceOptions): History {
  const events = inOrder(
    linkToChats(
      removeDuplicates(deliveries).map((distinct) => eventOf(distinct.envelope, distinct, options)),
      deliveries,
    ),
  );
  const ofChats = [...groupBy(events, ({ chat }) => chat)].map(([chat, own]) => {
    const cuts = chat === undefined ? [] : cutEpisodes(chat, own, cuttingBy(options));
    return { episodes: cuts.map(({ episode }) => episode), ratings: ratingsIn(own, cuts) };
  });
  return {
    events,
    episodes: ofChats.flatMap(({ episodes }) => episodes),
    ratings: ofChats.flatMap(({ ratings }) => ratings),
    options,
  };
}
