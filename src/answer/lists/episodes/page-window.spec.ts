import fc from 'fast-check';
import { pageWindow } from './episode-list.service';

describe('the window of a page', () => {
  it('holds exactly what the page shows, wherever it begins', () => {
    const times = fc.array(fc.integer({ min: 5, max: 99 }), { maxLength: 40 });
    fc.assert(
      fc.property(times, fc.nat(45), fc.integer({ min: 1, max: 12 }), (given, offset, limit) => {
        const range = { from: 5, to: 100 };
        const edges = Array.from({ length: 11 }, (_, index) => index * 10);
        const sorted = given.toSorted((one, other) => one - other);
        const counts = edges
          .slice(0, -1)
          .map((time) => ({ time, count: sorted.filter((one) => one >= time && one < time + 10).length }))
          .filter(({ count }) => count > 0);
        const window = pageWindow(range, counts, edges, { limit, offset });
        const inWindow = sorted.filter(
          (one) => window !== undefined && one >= window.range.from && one < window.range.to,
        );
        const page = inWindow.slice(window?.offset ?? 0, (window?.offset ?? 0) + limit);
        expect(page).toEqual(sorted.slice(offset, offset + limit));
      }),
    );
  });

  it('is none after the last', () => {
    expect(
      pageWindow({ from: 0, to: 9 }, [{ time: 0, count: 3 }], [0, 9], { limit: 1, offset: 3 }),
    ).toBeUndefined();
  });
});
