import type { SeededRandom } from '../world/seeded-random';

const MOST_WITHHELD = 3;

/**
 * The order of one list, which may change between two requests: items move to the front or to the end, and a few
 * that were not there appear in front. Whoever reads such a list by offsets misses some and gets others twice.
 * Without changes the list is in the order in which it was first given, and nothing is withheld.
 */
export class ShiftingList {
  #order: number[] | undefined;
  #withheld: number[] = [];

  constructor(private readonly random: SeededRandom) {}

  /**
   * The order for one request.
   * @param ids all that are in the list
   * @param shifts how often it has changed since the request before, on average
   */
  next(ids: readonly number[], shifts: number): readonly number[] {
    if (this.#order === undefined) {
      if (shifts === 0) return ids;
      return (this.#order = this.#withhold([...ids]));
    }
    const order = this.#update(this.#order, ids);
    if (shifts === 0) order.unshift(...this.#withheld.splice(0));
    else for (let times = this.#times(shifts); times > 0; times--) this.#shift(order);
    return (this.#order = order);
  }

  #withhold(order: number[]): number[] {
    const count = Math.min(MOST_WITHHELD, Math.floor(order.length / 10));
    for (let left = count; left > 0; left--) this.#withheld.push(...this.#take(order));
    return order;
  }

  /** New items stand in front, and those that are no more are left out. */
  #update(order: readonly number[], ids: readonly number[]): number[] {
    const all = new Set(ids);
    const known = new Set([...order, ...this.#withheld]);
    this.#withheld = this.#withheld.filter((id) => all.has(id));
    return [...ids.filter((id) => !known.has(id)), ...order.filter((id) => all.has(id))];
  }

  #times(shifts: number): number {
    return Math.floor(shifts) + (this.random.chance(shifts % 1) ? 1 : 0);
  }

  #shift(order: number[]): void {
    if (this.#withheld.length > 0 && this.random.chance(0.3)) order.unshift(...this.#take(this.#withheld));
    else if (this.random.chance(0.5)) order.unshift(...this.#take(order));
    else order.push(...this.#take(order));
  }

  #take(from: number[]): number[] {
    return from.splice(this.random.whole(0, from.length - 1), 1);
  }
}
