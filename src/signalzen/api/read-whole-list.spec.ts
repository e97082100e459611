import { GONE } from './signalzen-api-error';
import { readWholeList } from './read-whole-list';
import type { WholeListOptions } from './read-whole-list';
import { ShiftingList } from './testing/shifting-list';
import { readingOf } from './testing/reading-of';

const numbers = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => String(from + index));
const SMALL: WholeListOptions = { limit: 10, overlap: 3 };

describe('a whole list', () => {
  it.each([0, 1, 98, 99])('of %i items, which fit one page, takes one request', async (count) => {
    const list = new ShiftingList(numbers(count));
    const reading = await readingOf(readWholeList(list.read));
    expect(reading).toMatchObject({ ids: numbers(count), end: { how: 'complete', passes: 1 } });
    expect(list.asked).toEqual([{ offset: 0, limit: 99 }]);
  });

  it('that rests is read once, by pages that overlap a little', async () => {
    const list = new ShiftingList(numbers(25));
    const reading = await readingOf(readWholeList(list.read, SMALL));
    expect(reading).toMatchObject({ ids: numbers(25), end: { how: 'complete', passes: 1 } });
    expect(list.asked.map(({ offset }) => offset)).toEqual([0, 7, 14, 21]);
  });

  it('gives what it has read before it asks for more', async () => {
    const list = new ShiftingList(numbers(25));
    const events = readWholeList(list.read, SMALL);
    const first = await events.next();
    expect(first.value).toMatchObject({ type: 'items', total: 25, items: numbers(10).map((id) => ({ id })) });
    expect(list.asked).toHaveLength(1);
    await events.return();
  });

  it('is read again from further back when its items have moved up', async () => {
    const list = new ShiftingList(numbers(40));
    list.before(2, () => list.ids.splice(0, 6));
    const reading = await readingOf(readWholeList(list.read, SMALL));
    expect(new Set(reading.ids)).toEqual(new Set(numbers(40)));
    expect(list.asked.slice(0, 3).map(({ offset }) => offset)).toEqual([0, 7, 2]);
    expect(reading.end).toMatchObject({ how: 'complete', passes: 2 });
  });

  it('is read once more when its items have moved up, though as many came as went', async () => {
    const list = new ShiftingList(numbers(40));
    list.before(2, () => {
      list.ids.splice(0, 6);
      list.ids.push(...numbers(6, 100));
    });
    const reading = await readingOf(readWholeList(list.read, SMALL));
    expect(reading.ids).toHaveLength(46);
    expect(reading.end).toMatchObject({ how: 'complete', passes: 2 });
  });

  it('that changed is read until a pass brings nothing new', async () => {
    const list = new ShiftingList(numbers(25));
    list.before(2, () => list.ids.unshift('100'));
    const reading = await readingOf(readWholeList(list.read, SMALL));
    expect(reading.ids).toEqual([...numbers(25), '100']);
    expect(reading.end).toMatchObject({ how: 'complete', passes: 3 });
  });

  it('is read again from its begin when it shrank below the place that was reached', async () => {
    const list = new ShiftingList(numbers(40));
    list.before(4, () => list.ids.splice(0, 35));
    const reading = await readingOf(readWholeList(list.read, SMALL));
    expect(reading.ids).toEqual([...numbers(24), ...numbers(5, 35)]);
    expect(list.asked.slice(3, 5).map(({ offset }) => offset)).toEqual([21, 0]);
    expect(reading.end).toMatchObject({ how: 'complete' });
  });

  it('that changes in every pass is given up after so many, with all that was read', async () => {
    const list = new ShiftingList(numbers(25));
    let next = 1000;
    list.before('each', () => list.ids.unshift(String((next += 1))));
    const reading = await readingOf(readWholeList(list.read, { ...SMALL, maxPasses: 3 }));
    expect(reading.end).toEqual({ type: 'end', how: 'unstable', passes: 3 });
    expect(reading.ids).toEqual(expect.arrayContaining(numbers(25)));
  });

  it('to which new items come all the time is read all the same, once these are known as new', async () => {
    const list = new ShiftingList(numbers(25));
    let next = 1000;
    list.before('each', () => list.ids.unshift(String((next += 1))));
    const isYoung = ({ id }: { id: string }) => Number(id) > 1000;
    const reading = await readingOf(readWholeList(list.read, { ...SMALL, isYoung }));
    expect(reading.end).toEqual({ type: 'end', how: 'stable', passes: 3 });
    expect(reading.ids).toEqual(expect.arrayContaining(numbers(25)));
    expect(new Set(reading.ids).size).toBe(reading.ids.length);
  });

  it('that is deleted from faster than it is read is given up, too', async () => {
    const list = new ShiftingList(numbers(100_000));
    list.before('each', () => list.ids.splice(0, 15));
    const reading = await readingOf(readWholeList(list.read, { ...SMALL, maxPasses: 2 }));
    expect(reading.end).toMatchObject({ how: 'unstable' });
  });

  it('that is gone, also in the midst of it, ends so', async () => {
    const list = new ShiftingList(numbers(25));
    const gone = await readingOf(readWholeList(() => Promise.resolve(GONE)));
    expect(gone).toMatchObject({ ids: [], end: { how: 'gone' } });
    const midst = await readingOf(
      readWholeList((range) => (range.offset > 0 ? Promise.resolve(GONE) : list.read(range)), SMALL),
    );
    expect(midst).toMatchObject({ ids: numbers(10), end: { how: 'gone' } });
  });

  it('that cannot be read further fails, after what was read has been given', async () => {
    const list = new ShiftingList(numbers(25));
    const given: string[] = [];
    const reading = async () => {
      const broken = (range: { offset: number; limit: number }) =>
        range.offset > 0 ? Promise.reject(new Error('no answer')) : list.read(range);
      for await (const event of readWholeList(broken, SMALL)) {
        if (event.type === 'items') given.push(...event.items.map(({ id }) => id));
      }
    };
    await expect(reading()).rejects.toThrow('no answer');
    expect(given).toEqual(numbers(10));
  });

  it('gives what cannot be read once as well, wherever it stands', async () => {
    const strange = [null, { name: 'no id' }, ...Array<string>(12).fill('a long run of them'), 7];
    for (const place of [0, 5, 8, 10, 25]) {
      const list = new ShiftingList(numbers(25));
      list.putUnreadable(place, strange);
      const reading = await readingOf(readWholeList(list.read, SMALL));
      expect(new Set(reading.ids)).toEqual(new Set(numbers(25)));
      expect(reading.ids).toHaveLength(25);
      expect(reading.unreadable).toEqual([null, { name: 'no id' }, 'a long run of them', 7]);
      expect(reading.end).toMatchObject({ how: 'complete' });
    }
  });

  it.each([3, 2, 1])('is complete where pages hold only %i of the items asked for', async (most) => {
    const list = new ShiftingList(numbers(25));
    list.maxOfAPage = most;
    const reading = await readingOf(readWholeList(list.read, SMALL));
    expect(reading).toMatchObject({ ids: numbers(25), end: { how: 'complete' } });
  });

  it.each([5, 25])('of %i items is complete where more are counted than are shown', async (count) => {
    const list = new ShiftingList(numbers(count));
    list.hidden = 4;
    const reading = await readingOf(readWholeList(list.read, SMALL));
    expect(reading).toMatchObject({ ids: numbers(count), end: { how: 'complete', passes: 1 } });
  });

  it('is not taken for empty when items are counted and none is shown', async () => {
    const list = new ShiftingList([]);
    list.hidden = 4;
    const reading = await readingOf(readWholeList(list.read, SMALL));
    expect(reading).toMatchObject({ ids: [], end: { how: 'unstable' } });
  });
});
