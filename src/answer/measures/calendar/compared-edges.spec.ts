import fc from 'fast-check';
import { bucketEdges } from './bucket-edges';
import type { Comparison } from './calendar-shift';
import { comparedEdges, comparedRange } from './compared-edges';
import type { BucketGranularity } from './granularity';

const DAY = 86_400_000;

function compare(
  zone: string,
  comparison: Comparison,
  granularity: BucketGranularity,
  from: number,
  to: number,
) {
  const request = { zone, from, to, compare: comparison };
  const edges = bucketEdges({ ...request, granularity, weekStart: 'MONDAY', maxBuckets: 100_000 });
  return { edges, compared: comparedEdges(request, edges), range: comparedRange(request) };
}

const texts = (edges: number[]) => edges.map((edge) => new Date(edge).toISOString().replace(':00.000Z', 'Z'));
const lengthsIn = (unit: number, edges: number[]) =>
  edges.slice(1).map((edge, index) => (edge - (edges[index] ?? NaN)) / unit);

describe('comparedEdges', () => {
  it('sets local days beside local days', () => {
    const { edges, compared } = compare(
      'America/New_York',
      'PREVIOUS_PERIOD',
      'DAY',
      Date.parse('2024-03-11T04:00Z'),
      Date.parse('2024-04-10T04:00Z'),
    );
    expect(edges).toHaveLength(31);
    expect(compared[0]).toBe(Date.parse('2024-02-10T05:00Z'));
    expect(lengthsIn(3_600_000, compared)).toEqual([...Array<number>(29).fill(24), 23]);
  });

  it('sets a day that has not ended beside the whole day before', () => {
    const { compared } = compare(
      'Europe/Berlin',
      'PREVIOUS_PERIOD',
      'DAY',
      Date.parse('2024-05-08T12:00Z'),
      Date.parse('2024-05-10T12:00Z'),
    );
    expect(texts(compared)).toEqual([
      '2024-05-05T22:00Z',
      '2024-05-06T22:00Z',
      '2024-05-07T22:00Z',
      '2024-05-08T22:00Z',
    ]);
  });

  it('sets months beside months', () => {
    const { compared } = compare(
      'UTC',
      'PREVIOUS_PERIOD',
      'MONTH',
      Date.parse('2024-04-01'),
      Date.parse('2024-07-01'),
    );
    expect(texts(compared)).toEqual([
      '2024-01-01T00:00Z',
      '2024-02-01T00:00Z',
      '2024-03-01T00:00Z',
      '2024-04-01T00:00Z',
    ]);
  });

  it('leaves the last days of a longer month without a counterpart', () => {
    const { compared } = compare(
      'UTC',
      'PREVIOUS_PERIOD',
      'DAY',
      Date.parse('2023-03-01'),
      Date.parse('2023-04-01'),
    );
    expect(lengthsIn(DAY, compared)).toEqual([...Array<number>(28).fill(1), 0, 0, 0]);
  });

  it('counts the last day of a longer month before with the day before it', () => {
    const { compared } = compare(
      'UTC',
      'PREVIOUS_PERIOD',
      'DAY',
      Date.parse('2023-04-01'),
      Date.parse('2023-05-01'),
    );
    expect(lengthsIn(DAY, compared)).toEqual([...Array<number>(29).fill(1), 2]);
  });

  it('sets the same dates beside each other with the year before, around 29 February', () => {
    const leap = compare('UTC', 'PREVIOUS_YEAR', 'DAY', Date.parse('2024-02-28'), Date.parse('2024-03-02'));
    expect(texts(leap.compared)).toEqual([
      '2023-02-28T00:00Z',
      '2023-03-01T00:00Z',
      '2023-03-01T00:00Z',
      '2023-03-02T00:00Z',
    ]);
    const after = compare('UTC', 'PREVIOUS_YEAR', 'DAY', Date.parse('2025-02-28'), Date.parse('2025-03-02'));
    expect(lengthsIn(DAY, after.compared)).toEqual([2, 1]);
  });

  it('leaves the hour without a counterpart that was skipped the day before', () => {
    const { edges, compared } = compare(
      'America/New_York',
      'PREVIOUS_PERIOD',
      'HOUR',
      Date.parse('2024-03-11T04:00Z'),
      Date.parse('2024-03-12T04:00Z'),
    );
    expect(edges).toHaveLength(25);
    expect(lengthsIn(3_600_000, compared)).toEqual([1, 1, 0, ...Array<number>(21).fill(1)]);
  });

  it('makes of a TOTAL the whole compared range', () => {
    const from = Date.parse('2024-03-09T14:00Z');
    const { compared, range } = compare(
      'America/New_York',
      'PREVIOUS_PERIOD',
      'TOTAL',
      from,
      from + 5.5 * DAY,
    );
    expect(compared).toEqual([range.from, range.to]);
  });

  it('gives the calendar days of the compared range, for whole days in any zone (none left out since 2013)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        fc.integer({ min: Date.UTC(2013, 0, 1), max: Date.UTC(2035, 0, 1) }),
        fc.integer({ min: 2, max: 26 }),
        (zone, moment, days) => {
          const request = { zone, granularity: 'DAY', weekStart: 'MONDAY', maxBuckets: 1000 } as const;
          const whole = bucketEdges({ ...request, from: moment, to: moment + days * DAY });
          const from = whole[0] ?? NaN;
          const to = whole.at(-1) ?? NaN;
          const { compared, range } = compare(zone, 'PREVIOUS_PERIOD', 'DAY', from, to);
          expect(compared).toEqual(bucketEdges({ ...request, ...range }));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never goes back and covers the compared range, with as many edges, in any zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        fc.constantFrom('PREVIOUS_PERIOD' as const, 'PREVIOUS_YEAR' as const),
        fc.constantFrom('QUARTER_HOUR' as const, 'HOUR' as const, 'DAY' as const, 'WEEK' as const),
        fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2035, 0, 1) }),
        fc.integer({ min: 1, max: 40 * DAY }),
        (zone, comparison, granularity, from, length) => {
          const { edges, compared, range } = compare(zone, comparison, granularity, from, from + length);
          expect(compared).toHaveLength(edges.length);
          expect(compared[0]).toBeLessThanOrEqual(range.from);
          expect(compared.at(-1)).toBeGreaterThanOrEqual(range.to);
          expect(compared).toEqual(compared.toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 500 },
    );
  });
});
