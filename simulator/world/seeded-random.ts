const RANGE = 2 ** 32;

/** Numbers that look random and follow from the seed (mulberry32): the same seed gives the same numbers. */
export class SeededRandom {
  #state: number;

  /** @param seed a whole number from 0 to 2^32 − 1 */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 (included) to 1 (not included). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / RANGE;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[Math.floor(this.next() * items.length)] ?? items[0];
  }

  /** Whole milliseconds, at least 1: half of them below `median`, a few many times as long. */
  duration(median: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.max(1, Math.round(median * Math.exp(0.8 * normal)));
  }

  /** Another sequence, which follows from this one and does not disturb it any further. */
  fork(): SeededRandom {
    return new SeededRandom(Math.floor(this.next() * RANGE));
  }
}
