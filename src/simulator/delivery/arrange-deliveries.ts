import { SeededRandom } from '../world/seeded-random';

export interface Arrangement {
  /** The share of deliveries, 0 to 1, that come twice: the copy at some later place. */
  readonly duplicates?: number;
  /** `all`: in any order; a number: at most about so many places from where they belong. */
  readonly reorder?: 'all' | number;
  readonly seed?: number;
}

/** Items in another order and with copies, as a network may bring them; the same seed gives the same order. */
export function arrangeDeliveries<Item>(items: readonly Item[], arrangement: Arrangement): Item[] {
  const { duplicates = 0, reorder = 0, seed = 1 } = arrangement;
  const random = new SeededRandom(seed);
  const window = reorder === 'all' ? undefined : reorder;
  const order = byKey(
    items.map((item, index) => ({
      item,
      key: window === undefined ? random.next() : index + random.next() * window,
    })),
  );
  return byKey(
    order.flatMap((item, index) => {
      const original = { item, key: index };
      if (!random.chance(duplicates)) return [original];
      return [original, { item, key: index + random.next() * (order.length - index) }];
    }),
  );
}

function byKey<Item>(keyed: { item: Item; key: number }[]): Item[] {
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
