import { resolveChosenRange } from './resolved-range';
import type { ChosenRange, Compare } from './resolved-range';
import { PRESETS } from './presets';
import type { PresetName } from './presets';

/** A Thursday, 10:15 in Berlin. */
const NOW = Date.parse('2026-11-26T09:15:00Z');
const ZONE = 'Europe/Berlin';
const text = ({ from, to }: { from: number; to: number }) =>
  [from, to].map((instant) => new Date(instant).toISOString().slice(0, 16)).join(' ');

function resolved(chosen: ChosenRange, compare: Compare = 'previous', now = NOW): (string | undefined)[] {
  const { range, before } = resolveChosenRange(chosen, { zone: ZONE, compare, now });
  return [text(range), before && text(before)];
}

describe('a range', () => {
  it.each<[PresetName, string, string]>([
    ['today', '2026-11-25T23:00 2026-11-26T23:00', '2026-11-24T23:00 2026-11-25T09:15'],
    ['yesterday', '2026-11-24T23:00 2026-11-25T23:00', '2026-11-23T23:00 2026-11-24T23:00'],
    ['last-7-days', '2026-11-19T23:00 2026-11-26T23:00', '2026-11-12T23:00 2026-11-19T09:15'],
    ['this-week', '2026-11-22T23:00 2026-11-29T23:00', '2026-11-15T23:00 2026-11-19T09:15'],
    ['last-week', '2026-11-15T23:00 2026-11-22T23:00', '2026-11-08T23:00 2026-11-15T23:00'],
    ['this-month', '2026-10-31T23:00 2026-11-30T23:00', '2026-09-30T22:00 2026-10-26T09:15'],
    ['last-month', '2026-09-30T22:00 2026-10-31T23:00', '2026-08-31T22:00 2026-09-30T22:00'],
  ])('%s is compared with as much of the one before as has passed', (preset, range, before) => {
    expect(resolved({ preset })).toEqual([range, before]);
  });

  it('of some days is compared with as many days, and of whole months with whole months', () => {
    expect(resolved({ first: '2026-11-02', last: '2026-11-04' })[1]).toBe(
      '2026-10-29T23:00 2026-11-01T23:00',
    );
    expect(resolved({ first: '2026-09-01', last: '2026-10-31' })[1]).toBe(
      '2026-06-30T22:00 2026-08-31T22:00',
    );
  });

  it('can be compared with the year before, or with nothing', () => {
    expect(resolved({ preset: 'yesterday' }, 'year')[1]).toBe('2025-11-24T23:00 2025-11-25T23:00');
    expect(resolved({ preset: 'yesterday' }, 'none')[1]).toBeUndefined();
  });

  it('can be compared with the weekdays of the year before, or with what begins at a date before it', () => {
    const week: ChosenRange = { first: '2026-03-02', last: '2026-03-08' };
    expect(resolved(week, 'year-weekdays')).toEqual(resolved(week, { since: '2025-03-03' }));
    const before = (compare: Compare) =>
      resolveChosenRange(week, { zone: 'UTC', compare, now: Date.parse('2026-04-01') }).before;
    const [from, to] = [Date.parse('2025-03-03'), Date.parse('2025-03-10')];
    expect(before('year-weekdays')).toEqual({ from, to });
    expect(before({ since: '2026-02-20' })).toEqual({
      ...{ from: Date.parse('2026-02-20'), to: Date.parse('2026-02-27') },
    });
    // What does not lie before is none: the one before is taken.
    expect(before({ since: '2026-03-02' })).toEqual(before('previous'));
  });

  it('never compares with more than the whole range before', () => {
    const lastOfMarch = Date.parse('2026-03-31T10:00:00Z');
    expect(resolved({ preset: 'this-month' }, 'previous', lastOfMarch)[1]).toBe(
      '2026-01-31T23:00 2026-02-28T11:00',
    );
  });

  it('is never empty', () => {
    for (const preset of Object.keys(PRESETS) as PresetName[]) {
      const { range } = resolveChosenRange({ preset }, { zone: ZONE, compare: 'none', now: NOW });
      expect(range.to).toBeGreaterThan(range.from);
    }
  });
});
