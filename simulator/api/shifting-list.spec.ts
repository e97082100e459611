import { SeededRandom } from '../world/seeded-random';
import { ShiftingList } from './shifting-list';

const ids = Array.from({ length: 40 }, (_, index) => index);
const sorted = (of: readonly number[]) => [...of].sort((a, b) => a - b);

describe('a list that shifts', () => {
  it('stays as it is while nothing shifts it', () => {
    const list = new ShiftingList(new SeededRandom(1));
    expect(list.next(ids, 0)).toEqual(ids);
    expect(list.next(ids.slice(1), 0)).toEqual(ids.slice(1));
  });

  it('holds all items, each once, in ever another order', () => {
    const list = new ShiftingList(new SeededRandom(2));
    const orders = Array.from({ length: 50 }, () => list.next(ids, 0.7));
    for (const order of orders) expect(sorted(order)).toEqual(ids);
    expect(new Set(orders.map(String)).size).toBeGreaterThan(20);
  });

  it('shows what is new in front, and no longer what is gone', () => {
    const list = new ShiftingList(new SeededRandom(4));
    const shifted = list.next(ids, 5);
    expect(shifted).not.toEqual(ids);
    expect(list.next(ids, 0)).toEqual(shifted);
    expect(list.next([...ids.slice(1), 40], 0)).toEqual([40, ...shifted.filter((id) => id !== 0)]);
    expect(new ShiftingList(new SeededRandom(5)).next([], 3)).toEqual([]);
  });
});
