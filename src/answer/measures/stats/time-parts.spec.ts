import fc from 'fast-check';
import { bucketEdges } from '../calendar/bucket-edges';
import type { BucketGranularity } from '../calendar/granularity';
import type { TimeRange } from '../calendar/time-range';
import { DAY_MS, HOUR_MS, QUARTER_MS, timePartsOf } from './time-parts';

function partsOf(from: string, to: string, granularity: BucketGranularity = 'TOTAL', zone = 'UTC') {
  const range = { from: Date.parse(from), to: Date.parse(to) };
  const edges = bucketEdges({ ...range, granularity, zone, weekStart: 'MONDAY', maxBuckets: 10_000 });
  const text = (ranges: readonly TimeRange[]) =>
    ranges.map((part) =>
      [part.from, part.to].map((time) => new Date(time).toISOString().slice(5, 23)).join(' '),
    );
  const { days, hours, quarters, rest } = timePartsOf(range, edges);
  return { days: text(days), hours: text(hours), quarters: text(quarters), rest: text(rest) };
}

describe('the parts of a range', () => {
  it('are whole days, whole hours, whole quarters of an hour, and what is left at the ends', () => {
    expect(partsOf('2026-01-01T10:07:03.500Z', '2026-01-05T11:52:59.999Z')).toEqual({
      days: ['01-02T00:00:00.000 01-05T00:00:00.000'],
      hours: ['01-01T11:00:00.000 01-02T00:00:00.000', '01-05T00:00:00.000 01-05T11:00:00.000'],
      quarters: ['01-01T10:15:00.000 01-01T11:00:00.000', '01-05T11:00:00.000 01-05T11:45:00.000'],
      rest: ['01-01T10:07:03.500 01-01T10:15:00.000', '01-05T11:45:00.000 01-05T11:52:59.999'],
    });
  });

  it('are the rest alone in a range within a quarter, or over the edge of two', () => {
    expect(partsOf('2026-01-01T10:14:59.999Z', '2026-01-01T10:15:00.001Z')).toEqual({
      days: [],
      hours: [],
      quarters: [],
      rest: ['01-01T10:14:59.999 01-01T10:15:00.001'],
    });
  });

  it('are no days where a bucket begins in each: days of another zone', () => {
    expect(partsOf('2026-01-01T00:00:00Z', '2026-01-04T00:00:00Z', 'DAY', 'Europe/Vilnius')).toEqual({
      days: [],
      hours: ['01-01T00:00:00.000 01-04T00:00:00.000'],
      quarters: [],
      rest: [],
    });
  });

  it('are quarters only of the hours in which a bucket begins', () => {
    // Days begin at 18:15.
    expect(partsOf('2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z', 'DAY', 'Asia/Kathmandu')).toEqual({
      days: [],
      hours: [
        '01-01T00:00:00.000 01-01T18:00:00.000',
        '01-01T19:00:00.000 01-02T18:00:00.000',
        '01-02T19:00:00.000 01-03T00:00:00.000',
      ],
      quarters: ['01-01T18:00:00.000 01-01T19:00:00.000', '01-02T18:00:00.000 01-02T19:00:00.000'],
      rest: [],
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
      days: [
        '01-01T00:00:00.000 01-04T00:00:00.000',
        '01-05T00:00:00.000 01-11T00:00:00.000',
        '01-12T00:00:00.000 01-14T00:00:00.000',
      ],
      hours: ['01-04T00:00:00.000 01-05T00:00:00.000', '01-11T00:00:00.000 01-12T00:00:00.000'],
      quarters: [],
      rest: [],
    });
  });

  it('leave to the rest the quarters within which buckets begin, as in Monrovia until 1972', () => {
    // Days begin at 0:44:30.
    expect(partsOf('1971-12-01T00:00Z', '1971-12-03T00:00Z', 'DAY', 'Africa/Monrovia')).toEqual({
      days: [],
      hours: ['12-01T01:00:00.000 12-02T00:00:00.000', '12-02T01:00:00.000 12-03T00:00:00.000'],
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
    const { hours, quarters, rest } = timePartsOf({ from: hour(0), to: hour(1000) }, edges);
    expect(hours).toEqual([]);
    expect(quarters).toHaveLength(1000);
    // The quarter at either end is one of them.
    expect(rest).toHaveLength(1001);
    expect(rest.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(1000 * QUARTER_MS);
  });

  it('are the range, each moment once, and in one bucket each', () => {
    const quarter = fc.integer({ min: 0, max: 40 * 96 }).map((quarters) => quarters * QUARTER_MS);
    const edge = fc.oneof(quarter, fc.integer({ min: 0, max: 40 * DAY_MS }));
    fc.assert(
      fc.property(
        fc.uniqueArray(edge, { maxLength: 8 }),
        fc.integer({ min: 0, max: 20 * DAY_MS }),
        fc.integer({ min: 1, max: 20 * DAY_MS }),
        (edges, from, length) => {
          const range = { from, to: from + length };
          const { days, hours, quarters, rest } = timePartsOf(
            range,
            edges.sort((one, other) => one - other),
          );
          const all = [...days, ...hours, ...quarters, ...rest].sort((one, other) => one.from - other.from);
          expect(all.map((part) => part.from)).toEqual([from, ...all.slice(0, -1).map((part) => part.to)]);
          expect(all.at(-1)?.to).toBe(range.to);
          for (const part of all) expect(part.from).toBeLessThan(part.to);
          const expectWhole = (parts: readonly TimeRange[], grain: number): void => {
            for (const part of parts) expect([part.from % grain, part.to % grain]).toEqual([0, 0]);
            const within = edges.filter((one) => parts.some((part) => one > part.from && one < part.to));
            expect(within.filter((one) => one % grain !== 0)).toEqual([]);
          };
          expectWhole(days, DAY_MS);
          expectWhole(hours, HOUR_MS);
          expectWhole(quarters, QUARTER_MS);
          // No whole day is left to hours, no whole hour to quarters, and no whole quarter to the rest.
          for (const [finer, grain] of [
            [hours, DAY_MS],
            [quarters, HOUR_MS],
            [rest, QUARTER_MS],
          ] as const) {
            for (const { from: start, to } of finer) {
              for (let at = Math.ceil(start / grain) * grain; at + grain <= to; at += grain) {
                expect(edges.some((edge) => edge > at && edge < at + grain)).toBe(true);
              }
            }
          }
        },
      ),
    );
  });
});
