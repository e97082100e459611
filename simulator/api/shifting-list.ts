import type { SeededRandom } from '../world/seeded-random';

/**
 * The order of one list, which may change between two requests: items move to the front or to the end. Whoever reads
 * such a list by offsets misses some and gets others twice. Without changes the list is in the order in which it was
 * first given.
 */
export class ShiftingList {
  #order: readonly number[] = [];

  constructor(private readonly random: SeededRandom) {}

  /**
   * The order for one request. New items stand in front, and those that are no more are left out.
   * @param ids all that are in the list
   * @param shifts how often it has changed since the request before, on average
   */
  next(ids: readonly number[], shifts: number): readonly number[] {
    const [all, known] = [new Set(ids), new Set(this.#order)];
    const order = [...ids.filter((id) => !known.has(id)), ...this.#order.filter((id) => all.has(id))];
    for (let times = this.#times(shifts); times > 0; times--) this.#shift(order);
    return (this.#order = order);
  }

  #times(shifts: number): number {
    const whole = Math.floor(shifts);
    return whole + (this.random.chance(shifts - whole) ? 1 : 0);
  }

  #shift(order: number[]): void {
    const moved = order.splice(this.random.whole(0, order.length - 1), 1);
    if (this.random.chance(0.5)) order.unshift(...moved);
    else order.push(...moved);
  }
}
