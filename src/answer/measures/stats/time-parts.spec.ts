import fc from 'fast-check';
import { bucketEdges } from '../calendar/bucket-edges';
import type { BucketGranularity } from '../calendar/granularity';
import type { TimeRange } from '../calendar/time-range';
import { DAY_MS, QUARTER_MS, timePartsOf } from './time-parts';

const HOUR_MS = 3_600_000;
/** Longest first. */
const LENGTHS = {
  sixteenDays: 16 * DAY_MS,
  days: DAY_MS,
  threeHours: 3 * HOUR_MS,
  hours: HOUR_MS,
  quarters: QUARTER_MS,
};

function partsOf(from: string, to: string, granularity: BucketGranularity = 'TOTAL', zone = 'UTC') {
  const range = { from: Date.parse(from), to: Date.parse(to) };
  const edges = bucketEdges({ ...range, granularity, zone, weekStart: 'MONDAY', maxBuckets: 10_000 });
  const text = (ranges: readonly TimeRange[]) =>
    ranges.map((part) =>
      [part.from, part.to].map((time) => new Date(time).toISOString().slice(5, 23)).join(' '),
    );
  const { rollUps, rest } = timePartsOf(range, edges);
  const of = (wanted: number) => text(rollUps.find(({ length }) => length === wanted)?.ranges ?? []);
  return {
    sixteenDays: of(LENGTHS.sixteenDays),
    days: of(LENGTHS.days),
    threeHours: of(LENGTHS.threeHours),
    hours: of(LENGTHS.hours),
    quarters: of(LENGTHS.quarters),
    rest: text(rest),
  };
}

const NONE = { sixteenDays: [], days: [], threeHours: [], hours: [], quarters: [], rest: [] };

describe('the parts of a range', () => {
  it('are whole buckets of roll-ups, each as long as possible, and what is left at the ends', () => {
    expect(partsOf('2026-01-01T10:07:03.500Z', '2026-01-31T11:52:59.999Z')).toEqual({
      // 1,279 times sixteen days after 1970 began.
      sixteenDays: ['01-11T00:00:00.000 01-27T00:00:00.000'],
      days: ['01-02T00:00:00.000 01-11T00:00:00.000', '01-27T00:00:00.000 01-31T00:00:00.000'],
      threeHours: ['01-01T12:00:00.000 01-02T00:00:00.000', '01-31T00:00:00.000 01-31T09:00:00.000'],
      hours: ['01-01T11:00:00.000 01-01T12:00:00.000', '01-31T09:00:00.000 01-31T11:00:00.000'],
      quarters: ['01-01T10:15:00.000 01-01T11:00:00.000', '01-31T11:00:00.000 01-31T11:45:00.000'],
      rest: ['01-01T10:07:03.500 01-01T10:15:00.000', '01-31T11:45:00.000 01-31T11:52:59.999'],
    });
  });

  it('are the rest alone in a range within a quarter, or over the edge of two', () => {
    expect(partsOf('2026-01-01T10:14:59.999Z', '2026-01-01T10:15:00.001Z')).toEqual({
      ...NONE,
      rest: ['01-01T10:14:59.999 01-01T10:15:00.001'],
    });
  });

  it('are no days where a bucket begins in each: days of another zone', () => {
    expect(partsOf('2026-01-01T00:00:00Z', '2026-01-04T00:00:00Z', 'DAY', 'Europe/Vilnius')).toEqual({
      ...NONE,
      threeHours: [
        '01-01T00:00:00.000 01-01T21:00:00.000',
        '01-02T00:00:00.000 01-02T21:00:00.000',
        '01-03T00:00:00.000 01-03T21:00:00.000',
      ],
      hours: [
        '01-01T21:00:00.000 01-02T00:00:00.000',
        '01-02T21:00:00.000 01-03T00:00:00.000',
        '01-03T21:00:00.000 01-04T00:00:00.000',
      ],
    });
  });

  it('are quarters only of the hours in which a bucket begins', () => {
    // Days begin at 18:15.
    expect(partsOf('2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z', 'DAY', 'Asia/Kathmandu')).toEqual({
      ...NONE,
      threeHours: [
        '01-01T00:00:00.000 01-01T18:00:00.000',
        '01-01T21:00:00.000 01-02T18:00:00.000',
        '01-02T21:00:00.000 01-03T00:00:00.000',
      ],
      hours: ['01-01T19:00:00.000 01-01T21:00:00.000', '01-02T19:00:00.000 01-02T21:00:00.000'],
      quarters: ['01-01T18:00:00.000 01-01T19:00:00.000', '01-02T18:00:00.000 01-02T19:00:00.000'],
    });
  });

  it('are quarters alone where the hours would be in too many pieces', () => {
    const { hours, quarters } = partsOf('2026-01-01T00:00Z', '2026-12-31T00:00Z', 'DAY', 'Asia/Kathmandu');
    expect(hours).toEqual([]);
    expect(quarters).toEqual(['01-01T00:00:00.000 12-31T00:00:00.000']);
  });

  it('are the days that lie within a week of another zone', () => {
    // Weeks begin on Sundays at 22:00.
    expect(partsOf('2026-01-01T00:00:00Z', '2026-01-14T00:00:00Z', 'WEEK', 'Europe/Vilnius')).toEqual({
      ...NONE,
      days: [
        '01-01T00:00:00.000 01-04T00:00:00.000',
        '01-05T00:00:00.000 01-11T00:00:00.000',
        '01-12T00:00:00.000 01-14T00:00:00.000',
      ],
      threeHours: ['01-04T00:00:00.000 01-04T21:00:00.000', '01-11T00:00:00.000 01-11T21:00:00.000'],
      hours: ['01-04T21:00:00.000 01-05T00:00:00.000', '01-11T21:00:00.000 01-12T00:00:00.000'],
    });
  });

  it('leave to the rest the quarters within which buckets begin, as in Monrovia until 1972', () => {
    // Days begin at 0:44:30.
    expect(partsOf('1971-12-01T00:00Z', '1971-12-03T00:00Z', 'DAY', 'Africa/Monrovia')).toEqual({
      ...NONE,
      threeHours: ['12-01T03:00:00.000 12-02T00:00:00.000', '12-02T03:00:00.000 12-03T00:00:00.000'],
      hours: ['12-01T01:00:00.000 12-01T03:00:00.000', '12-02T01:00:00.000 12-02T03:00:00.000'],
      quarters: [
        '12-01T00:00:00.000 12-01T00:30:00.000',
        '12-01T00:45:00.000 12-01T01:00:00.000',
        '12-02T00:00:00.000 12-02T00:30:00.000',
        '12-02T00:45:00.000 12-02T01:00:00.000',
      ],
      rest: ['12-01T00:30:00.000 12-01T00:45:00.000', '12-02T00:30:00.000 12-02T00:45:00.000'],
    });
  });

  it('are quarters however many pieces they are in: facts are far more rows', () => {
    const hour = (index: number) => index * HOUR_MS + 60_000;
    const edges = Array.from({ length: 1001 }, (_, index) => hour(index));
    const { rollUps, rest } = timePartsOf({ from: hour(0), to: hour(1000) }, edges);
    expect(rollUps.map(({ length, ranges }) => [length, ranges.length])).toEqual([[QUARTER_MS, 1000]]);
    // The quarter at either end is one of them.
    expect(rest).toHaveLength(1001);
    expect(rest.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(1000 * QUARTER_MS);
  });

  it('are the range, each moment once, and in one bucket each', () => {
    const quarter = fc.integer({ min: 0, max: 80 * 96 }).map((quarters) => quarters * QUARTER_MS);
    const edge = fc.oneof(quarter, fc.integer({ min: 0, max: 80 * DAY_MS }));
    fc.assert(
      fc.property(
        fc.uniqueArray(edge, { maxLength: 8 }),
        fc.integer({ min: 0, max: 40 * DAY_MS }),
        fc.integer({ min: 1, max: 40 * DAY_MS }),
        (edges, from, length) => {
          const range = { from, to: from + length };
          const { rollUps, rest } = timePartsOf(
            range,
            edges.sort((one, other) => one - other),
          );
          const all = [...rollUps.flatMap(({ ranges }) => ranges), ...rest].sort(
            (one, other) => one.from - other.from,
          );
          expect(all.map((part) => part.from)).toEqual([from, ...all.slice(0, -1).map((part) => part.to)]);
          expect(all.at(-1)?.to).toBe(range.to);
          for (const part of all) expect(part.from).toBeLessThan(part.to);
          for (const { length: whole, ranges } of rollUps) {
            for (const part of ranges) expect([part.from % whole, part.to % whole]).toEqual([0, 0]);
            const within = edges.filter((one) => ranges.some((part) => one > part.from && one < part.to));
            expect(within.filter((one) => one % whole !== 0)).toEqual([]);
          }
          // No whole bucket of a length is left to a shorter one, nor to the rest.
          for (const whole of Object.values(LENGTHS)) {
            const shorter = rollUps.filter((one) => one.length < whole).flatMap(({ ranges }) => ranges);
            for (const { from: start, to } of [...shorter, ...rest]) {
              for (let at = Math.ceil(start / whole) * whole; at + whole <= to; at += whole) {
                expect(edges.some((edge) => edge > at && edge < at + whole)).toBe(true);
              }
            }
          }
        },
      ),
    );
  });
});
