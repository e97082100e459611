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

  it('holds no item twice, and all of them in the end', () => {
    const list = new ShiftingList(new SeededRandom(2));
    const orders = Array.from({ length: 50 }, () => list.next(ids, 0.7));
    expect(orders[0]?.length).toBe(37);
    for (const order of orders) expect(new Set(order).size).toBe(order.length);
    expect(sorted(orders.at(-1) ?? [])).toEqual(ids);
    expect(new Set(orders.map(String)).size).toBeGreaterThan(20);
  });

  it('gives at once what it withheld when it comes to rest', () => {
    const list = new ShiftingList(new SeededRandom(3));
    list.next(ids, 1);
    const atRest = list.next(ids, 0);
    expect(sorted(atRest)).toEqual(ids);
    expect(list.next(ids, 0)).toEqual(atRest);
  });

  it('shows what is new in front, and no longer what is gone', () => {
    const list = new ShiftingList(new SeededRandom(4));
    list.next(ids, 1);
    const rest = list.next(ids, 0);
    expect(list.next([...ids.slice(1), 40], 0)).toEqual([40, ...rest.filter((id) => id !== 0)]);
    expect(new ShiftingList(new SeededRandom(5)).next([], 3)).toEqual([]);
  });
});
