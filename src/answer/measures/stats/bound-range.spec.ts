import fc from 'fast-check';
import { UNBOUNDED } from '../../../platform/access/caller';
import type { Bounds } from '../../../platform/access/caller';
import { Forbidden } from '../../../platform/access/forbidden';
import type { SharedView } from '../../../platform/access/shared-view';
import { rangeOfView, requireNow, requireWithin } from './bound-range';
import type { RangeAsked } from './bound-range';

const NOW = Date.parse('2026-11-26T09:30:00Z');
const VIEW: SharedView = {
  ...{ operators: [], pages: [], attributes: [], copilot: undefined, hours: 'ALL' },
  ...{ range: { preset: 'LAST_7_DAYS' }, zone: 'Europe/Berlin', compare: 'NONE', clock: 'CALENDAR' },
  host: undefined,
};
const bound = (view: Partial<SharedView>): Bounds => ({ ...UNBOUNDED, view: { ...VIEW, ...view } });
const asked = (from: string, to: string, compare: RangeAsked['compare'] = 'NONE'): RangeAsked => ({
  ...{ from: Date.parse(from), to: Date.parse(to), compare, zone: 'Europe/Berlin' },
});
const isOpen = (range: RangeAsked, bounds: Bounds, now = NOW): boolean => {
  try {
    requireWithin(range, bounds, now);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(Forbidden);
    return false;
  }
};

describe('the range of a shared view', () => {
  it('stays what it is, or moves on with the days of its zone', () => {
    const frozen = { from: NOW - 2_000, to: NOW - 1_000 };
    expect(rangeOfView({ ...VIEW, range: frozen }, NOW)).toEqual(frozen);
    expect(rangeOfView(VIEW, NOW)).toEqual({
      from: Date.parse('2026-11-19T23:00Z'),
      to: Date.parse('2026-11-26T23:00Z'),
    });
  });

  it('is open with what lies so many days before, and nothing else before it', () => {
    const byWeekdays = bound({ compare: 'PREVIOUS_PERIOD', daysBefore: 364 });
    const week = asked('2026-11-19T23:00Z', '2026-11-26T23:00Z', 'PREVIOUS_PERIOD');
    expect(isOpen({ ...week, daysBefore: 364 }, byWeekdays)).toBe(true);
    expect(isOpen(asked('2025-11-20T23:00Z', '2025-11-27T23:00Z'), byWeekdays)).toBe(true);
    expect(isOpen(week, byWeekdays)).toBe(false);
    expect(isOpen({ ...week, daysBefore: 371 }, byWeekdays)).toBe(false);
  });

  it('is all that is answered, whatever is asked', () => {
    const moving = bound({});
    expect(isOpen(asked('2026-11-19T23:00Z', '2026-11-26T23:00Z'), moving)).toBe(true);
    expect(isOpen(asked('2026-11-22T00:00Z', '2026-11-23T00:00Z'), moving)).toBe(true);
    expect(isOpen(asked('2026-11-19T22:59Z', '2026-11-26T23:00Z'), moving)).toBe(false);
    expect(isOpen(asked('2026-11-19T23:00Z', '2026-11-26T23:00:01Z'), moving)).toBe(false);
    expect(isOpen(asked('2000-01-01T00:00Z', '2030-01-01T00:00Z'), UNBOUNDED)).toBe(true);
    expect(() => {
      requireWithin(asked('2026-11-01T00:00Z', '2026-11-02T00:00Z'), moving, NOW);
    }).toThrow(/2026-11-01T00:00:00.000Z to .* of which only 2026-11-19T23:00:00.000Z to .* is shown/);
  });

  it('is held where a question is compared with another range', () => {
    const week = ['2026-11-19T23:00Z', '2026-11-26T23:00Z'] as const;
    expect(isOpen(asked(...week, 'PREVIOUS_PERIOD'), bound({}))).toBe(false);
    expect(isOpen(asked(...week, 'PREVIOUS_PERIOD'), bound({ compare: 'PREVIOUS_PERIOD' }))).toBe(true);
    expect(isOpen(asked(...week, 'PREVIOUS_YEAR'), bound({ compare: 'PREVIOUS_PERIOD' }))).toBe(false);
    expect(isOpen(asked(...week, 'PREVIOUS_YEAR'), bound({ compare: 'PREVIOUS_YEAR' }))).toBe(true);
    // What lies before by days is another range.
    const before = { ...asked(...week, 'PREVIOUS_PERIOD'), daysBefore: 14 };
    expect(isOpen(before, bound({ compare: 'PREVIOUS_PERIOD' }))).toBe(false);
    expect(isOpen({ ...before, daysBefore: 7 }, bound({ compare: 'PREVIOUS_PERIOD' }))).toBe(true);
    // Between a year ago and now.
    const years = bound({ compare: 'PREVIOUS_YEAR' });
    expect(isOpen(asked('2025-11-19T23:00Z', '2026-11-26T23:00Z'), years)).toBe(false);
    expect(isOpen(asked('2026-03-01T00:00Z', '2026-03-02T00:00Z'), years)).toBe(false);
    // A part of it whose comparison lies in it as well.
    expect(isOpen(asked('2026-11-23T23:00Z', '2026-11-24T23:00Z', 'PREVIOUS_PERIOD'), bound({}))).toBe(true);
  });

  it('is forgiven a clock that is some minutes off, around midnight', () => {
    const today = bound({ range: { preset: 'TODAY' } });
    const midnight = Date.parse('2026-11-26T23:00Z');
    const [yesterday, tomorrow] = [
      asked('2026-11-25T23:00Z', '2026-11-26T23:00Z'),
      asked('2026-11-26T23:00Z', '2026-11-27T23:00Z'),
    ];
    const open = (now: number) => [isOpen(yesterday, today, now), isOpen(tomorrow, today, now)];
    expect(open(midnight - 6 * 60_000)).toEqual([true, false]);
    expect(open(midnight - 60_000)).toEqual([true, true]);
    expect(open(midnight + 60_000)).toEqual([true, true]);
    expect(open(midnight + 6 * 60_000)).toEqual([false, true]);
  });

  it('says whether it shows this moment', () => {
    const now = (range: SharedView['range']) => () => {
      requireNow('live', bound({ range }), NOW);
    };
    expect(now({ preset: 'TODAY' })).not.toThrow();
    expect(now({ preset: 'YESTERDAY' })).toThrow(/live, which is of this moment, lies outside/);
    expect(now({ from: NOW - 1_000, to: NOW })).toThrow(Forbidden);
  });

  it('opens no moment outside of itself and of what it is compared with', () => {
    const moment = fc.integer({ min: NOW - 900 * 86_400_000, max: NOW + 30 * 86_400_000 });
    fc.assert(
      fc.property(
        ...[moment, fc.integer({ min: 1, max: 60 * 86_400_000 })],
        ...[moment, fc.integer({ min: 1, max: 60 * 86_400_000 })],
        fc.constantFrom('NONE', 'PREVIOUS_PERIOD', 'PREVIOUS_YEAR'),
        fc.constantFrom('NONE', 'PREVIOUS_PERIOD', 'PREVIOUS_YEAR'),
        (from, length, start, long, compare, by) => {
          const bounds = bound({ range: { from, to: from + length }, compare });
          const question = { from: start, to: start + long, compare: by, zone: 'Europe/Berlin' } as const;
          if (!isOpen(question, bounds)) return;
          const years = compare === 'PREVIOUS_YEAR' ? 367 * 86_400_000 : 0;
          const before = compare === 'PREVIOUS_PERIOD' ? length + 62 * 86_400_000 : years;
          expect(start).toBeGreaterThanOrEqual(from - before);
          expect(start + long).toBeLessThanOrEqual(from + length);
          if (compare === 'NONE') expect(start).toBeGreaterThanOrEqual(from);
        },
      ),
    );
  });
});
