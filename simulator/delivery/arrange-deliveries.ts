import { SeededRandom } from '../world/seeded-random';

export interface Arrangement {
  /** The share of deliveries, 0 to 1, that come twice: the copy at some later place. */
  readonly duplicates?: number;
  /** `all`: in any order; a number: at most about so many places from where they belong. */
  readonly reorder?: 'all' | number;
  /** The share of deliveries, 0 to 1, that come after all others. */
  readonly late?: number;
  readonly seed?: number;
}

/**
 * Items in another order and with copies, as a network may bring them; the same seed gives the same order. A late one
 * comes after all others, but for copies of these.
 */
export function arrangeDeliveries<Item>(items: readonly Item[], arrangement: Arrangement): Item[] {
  const { duplicates = 0, reorder = 0, late = 0, seed = 1 } = arrangement;
  const random = new SeededRandom(seed);
  const window = reorder === 'all' ? undefined : reorder;
  const order = byKey(
    items.map((item, index) => ({
      item,
      key: window === undefined ? random.next() : index + random.next() * window,
    })),
  );
  const isLate = order.map(() => late > 0 && random.chance(late));
  const withLateAtTheEnd = [...order.filter((_, at) => !isLate[at]), ...order.filter((_, at) => isLate[at])];
  return byKey(
    withLateAtTheEnd.flatMap((item, index) => {
      const original = { item, key: index };
      if (!random.chance(duplicates)) return [original];
      return [original, { item, key: index + random.next() * (order.length - index) }];
    }),
  );
}

function byKey<Item>(keyed: { item: Item; key: number }[]): Item[] {
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
