import fc from 'fast-check';
import type { Comparison } from './calendar-shift';
import { comparedRange, comparedSoFar } from './compared-edges';
import { InvalidRange } from './time-range';

const compared = (zone: string, compare: Comparison, from: string, to: string) => {
  const range = comparedRange({ zone, compare, from: Date.parse(from), to: Date.parse(to) });
  return [range.from, range.to].map((at) => new Date(at).toISOString().replace(':00.000Z', 'Z'));
};

describe('a range so many local days before', () => {
  it.each([
    [
      'the same weekdays of the year before',
      364,
      '2026-03-22T23:00Z',
      '2026-03-29T22:00Z',
      ['2025-03-23T23:00Z', '2025-03-30T22:00Z'],
    ],
    [
      'days of which one has 23 hours',
      7,
      '2026-03-30T22:00Z',
      '2026-04-06T22:00Z',
      ['2026-03-23T23:00Z', '2026-03-30T22:00Z'],
    ],
    [
      'a day that lies in the range itself',
      1,
      '2026-03-02T23:00Z',
      '2026-03-04T23:00Z',
      ['2026-03-01T23:00Z', '2026-03-03T23:00Z'],
    ],
  ])('is %s, whatever it would be compared with else', (_, daysBefore, from, to, expected) => {
    for (const compare of ['PREVIOUS_PERIOD', 'PREVIOUS_YEAR'] as const) {
      const range = comparedRange({
        ...{ zone: 'Europe/Berlin', compare, daysBefore },
        ...{ from: Date.parse(from), to: Date.parse(to) },
      });
      const text = [range.from, range.to].map((at) => new Date(at).toISOString().replace(':00.000Z', 'Z'));
      expect(text).toEqual(expected);
    }
  });
});

describe('as much of a range and of the one before as is counted', () => {
  const soFar = (compare: Comparison, from: string, to: string, until: string) => {
    const request = { zone: 'Europe/Berlin', compare, from: Date.parse(from), to: Date.parse(to) };
    const { current, previous } = comparedSoFar(request, Date.parse(until));
    return [current, previous].map((range) =>
      [range.from, range.to].map((at) => new Date(at).toISOString().replace(':00.000Z', 'Z')),
    );
  };

  it.each([
    [
      'this week, up to a Thursday',
      '2026-03-22T23:00Z',
      '2026-03-29T22:00Z',
      '2026-03-26T09:00Z',
      [
        ['2026-03-22T23:00Z', '2026-03-26T09:00Z'],
        ['2026-03-15T23:00Z', '2026-03-19T09:00Z'],
      ],
    ],
    [
      'a week, after its clock change',
      '2026-03-22T23:00Z',
      '2026-03-30T22:00Z',
      '2026-03-30T08:00Z',
      [
        ['2026-03-22T23:00Z', '2026-03-30T08:00Z'],
        ['2026-03-14T23:00Z', '2026-03-22T09:00Z'],
      ],
    ],
    [
      'March, on a day that February lacks',
      '2026-02-28T23:00Z',
      '2026-03-31T22:00Z',
      '2026-03-30T10:00Z',
      [
        ['2026-02-28T23:00Z', '2026-03-30T10:00Z'],
        ['2026-01-31T23:00Z', '2026-02-28T23:00Z'],
      ],
    ],
  ])('is %s', (_, from, to, until, expected) => {
    expect(soFar('PREVIOUS_PERIOD', from, to, until)).toEqual(expected);
  });

  it.each(['2026-03-22T23:00Z', '2026-03-29T22:00Z', '2026-04-09T00:00Z', '2025-01-01T00:00Z'])(
    'is all of both where it is cut at %s, which leaves nothing or all',
    (until) => {
      expect(soFar('PREVIOUS_PERIOD', '2026-03-22T23:00Z', '2026-03-29T22:00Z', until)).toEqual([
        ['2026-03-22T23:00Z', '2026-03-29T22:00Z'],
        ['2026-03-15T23:00Z', '2026-03-22T23:00Z'],
      ]);
    },
  );

  it('is of a year before as well', () => {
    expect(soFar('PREVIOUS_YEAR', '2026-03-22T23:00Z', '2026-03-29T22:00Z', '2026-03-26T09:00Z')).toEqual([
      ['2026-03-22T23:00Z', '2026-03-26T09:00Z'],
      ['2025-03-22T23:00Z', '2025-03-26T09:00Z'],
    ]);
  });
});

describe('comparedRange with the previous period', () => {
  it('takes 30 local days before 30 local days, also over a change to summer time', () => {
    expect(compared('America/New_York', 'PREVIOUS_PERIOD', '2024-03-11T04:00Z', '2024-04-10T04:00Z')).toEqual(
      ['2024-02-10T05:00Z', '2024-03-11T04:00Z'],
    );
  });

  it('takes the same hours of the day before, also over a change to winter time', () => {
    expect(compared('Europe/Berlin', 'PREVIOUS_PERIOD', '2024-10-27T13:37Z', '2024-10-28T13:37Z')).toEqual([
      '2024-10-26T12:37Z',
      '2024-10-27T13:37Z',
    ]);
  });

  it('takes as many hours before a part of a day', () => {
    expect(compared('Europe/Berlin', 'PREVIOUS_PERIOD', '2024-03-30T23:00Z', '2024-03-31T04:00Z')).toEqual([
      '2024-03-30T18:00Z',
      '2024-03-30T23:00Z',
    ]);
  });

  it('takes days, and then hours', () => {
    expect(compared('UTC', 'PREVIOUS_PERIOD', '2024-05-10T00:00Z', '2024-05-12T06:00Z')).toEqual([
      '2024-05-07T18:00Z',
      '2024-05-10T00:00Z',
    ]);
  });

  it('takes whole months before whole months', () => {
    expect(compared('Europe/Berlin', 'PREVIOUS_PERIOD', '2024-02-29T23:00Z', '2024-03-31T22:00Z')).toEqual([
      '2024-01-31T23:00Z',
      '2024-02-29T23:00Z',
    ]);
    expect(compared('UTC', 'PREVIOUS_PERIOD', '2025-01-01', '2026-01-01')).toEqual([
      '2024-01-01T00:00Z',
      '2025-01-01T00:00Z',
    ]);
  });

  it('takes the whole day before a day that begins at 01:00', () => {
    expect(compared('Africa/Cairo', 'PREVIOUS_PERIOD', '2024-04-25T22:00Z', '2024-04-26T21:00Z')).toEqual([
      '2024-04-24T22:00Z',
      '2024-04-25T22:00Z',
    ]);
    expect(compared('Africa/Cairo', 'PREVIOUS_PERIOD', '2024-04-26T21:00Z', '2024-04-27T21:00Z')).toEqual([
      '2024-04-25T22:00Z',
      '2024-04-26T21:00Z',
    ]);
  });

  it('takes the whole day before a day at whose start the clock went from 23:00 to 00:00', () => {
    expect(compared('America/Nuuk', 'PREVIOUS_PERIOD', '2026-03-29T01:00Z', '2026-03-30T01:00Z')).toEqual([
      '2026-03-28T02:00Z',
      '2026-03-29T01:00Z',
    ]);
  });

  it('steps over a date that Apia left out', () => {
    expect(compared('Pacific/Apia', 'PREVIOUS_PERIOD', '2011-12-30T10:00Z', '2011-12-31T10:00Z')).toEqual([
      '2011-12-29T10:00Z',
      '2011-12-30T10:00Z',
    ]);
  });

  it('ends where the range starts and is not empty, in any zone', () => {
    const moments = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2035, 0, 1) });
    const lengths = fc.oneof(fc.integer({ min: 1, max: 3 * 86_400_000 }), fc.integer({ min: 1, max: 1e11 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        moments,
        lengths,
        (zone, from, length) => {
          const range = comparedRange({ from, to: from + length, zone, compare: 'PREVIOUS_PERIOD' });
          expect(range.to).toBe(from);
          // Apia left out a day, in its summer time, which can begin or end in the range before as well.
          expect(Math.abs(from - range.from - length)).toBeLessThanOrEqual(26 * 3_600_000);
          expect(range.from).toBeLessThan(from);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('comparedRange with the previous year', () => {
  it('takes the same local dates, whatever the offset was', () => {
    expect(compared('Europe/Berlin', 'PREVIOUS_YEAR', '2024-03-30T23:00Z', '2024-04-06T22:00Z')).toEqual([
      '2023-03-30T22:00Z',
      '2023-04-06T22:00Z',
    ]);
  });

  it('ends February with its last day, whether or not that is the 29th', () => {
    expect(compared('UTC', 'PREVIOUS_YEAR', '2024-02-01', '2024-03-01')).toEqual([
      '2023-02-01T00:00Z',
      '2023-03-01T00:00Z',
    ]);
    expect(compared('UTC', 'PREVIOUS_YEAR', '2025-02-01', '2025-03-01')).toEqual([
      '2024-02-01T00:00Z',
      '2024-03-01T00:00Z',
    ]);
    expect(compared('UTC', 'PREVIOUS_YEAR', '2024-02-01', '2024-02-29T10:00Z')).toEqual([
      '2023-02-01T00:00Z',
      '2023-03-01T00:00Z',
    ]);
  });

  it('takes the 28th for a range that starts on 29 February', () => {
    expect(compared('UTC', 'PREVIOUS_YEAR', '2024-02-29T06:00Z', '2024-02-29T18:00Z')).toEqual([
      '2023-02-28T06:00Z',
      '2023-02-28T18:00Z',
    ]);
  });
});

it('comparedRange refuses an empty range', () => {
  expect(() => comparedRange({ from: 5, to: 5, zone: 'UTC', compare: 'PREVIOUS_YEAR' })).toThrow(
    InvalidRange,
  );
});
