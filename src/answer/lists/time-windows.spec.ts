import fc from 'fast-check';
import { timeWindows } from './time-windows';

const HOUR = 3_600_000;

describe('the parts of a range in which a long list is read', () => {
  const histories = fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 200 });
  const countsOf = (hours: readonly number[]) => hours.map((count, hour) => ({ time: hour * HOUR, count }));

  it('are the whole range, in order and without a gap', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: HOUR - 1 }), (hours, shift) => {
        const range = { from: shift, to: 200 * HOUR + shift };
        const windows = timeWindows(range, countsOf(hours));
        expect(windows.map(({ from }) => from)).toEqual([
          range.from,
          ...windows.slice(0, -1).map(({ to }) => to),
        ]);
        expect(windows.at(-1)?.to).toBe(range.to);
        expect(windows.every(({ from, to }) => from < to)).toBe(true);
      }),
    );
  });

  it('hold no more than 2,000 at first and 64,000 later on, unless one time has more', () => {
    fc.assert(
      fc.property(histories, (hours) => {
        const windows = timeWindows({ from: 0, to: 200 * HOUR }, countsOf(hours));
        const heldBy = windows.map(({ from, to }) => hours.slice(from / HOUR, to / HOUR));
        heldBy.forEach((counts, index) => {
          const most = Math.min(2_000 * 4 ** index, 64_000);
          const filled = counts.filter((count) => count > 0);
          const rows = filled.reduce((sum, count) => sum + count, 0);
          expect(rows <= most || filled.length === 1).toBe(true);
        });
      }),
    );
  });

  it('are one where nothing is known of it', () => {
    expect(timeWindows({ from: 5, to: 9 }, [])).toEqual([{ from: 5, to: 9 }]);
  });
});
