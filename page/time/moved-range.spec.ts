import { movedRange } from './moved-range';
import type { ChosenRange } from './resolved-range';

const AT = { now: Date.parse('2026-11-26T09:30:00Z'), zone: 'Europe/Vilnius' };
const move = (chosen: ChosenRange, steps: number) => movedRange(chosen, steps, AT);

describe('a range that is moved by its length', () => {
  it.each<[ChosenRange, ChosenRange]>([
    [{ preset: 'last-7-days' }, { first: '2026-11-13', last: '2026-11-19' }],
    [{ preset: 'this-week' }, { preset: 'last-week' }],
    [{ preset: 'this-month' }, { preset: 'last-month' }],
    [{ preset: 'last-month' }, { first: '2026-09-01', last: '2026-09-30' }],
    [{ preset: 'today' }, { preset: 'yesterday' }],
    [
      { first: '2026-10-10', last: '2026-10-12' },
      { first: '2026-10-07', last: '2026-10-09' },
    ],
    [
      { first: '2026-01-01', last: '2026-03-31' },
      { first: '2025-10-01', last: '2025-12-31' },
    ],
  ])('is, of %j, the one before, and leads back', (chosen, before) => {
    expect(move(chosen, -1)).toEqual(before);
    expect(move(before, 1)).toEqual(chosen);
  });

  it('is a week by its name where it is also the last seven days', () => {
    const sunday = { ...AT, now: Date.parse('2026-11-29T09:30:00Z') };
    expect(movedRange({ preset: 'last-week' }, 1, sunday)).toEqual({ preset: 'this-week' });
  });

  it('does not go where nothing can have come yet', () => {
    expect(move({ preset: 'this-week' }, 1)).toBeUndefined();
    expect(move({ preset: 'today' }, 1)).toBeUndefined();
    // Some of it has come.
    expect(move({ first: '2026-11-21', last: '2026-11-25' }, 1)).toEqual({
      ...{ first: '2026-11-26', last: '2026-11-30' },
    });
  });
});
