import fc from 'fast-check';
import { bucketEdges } from './bucket-edges';
import type { BucketRequest } from './bucket-edges';

/** Other ones each time; so many more with `ZONE_RUNS=10000`. */
const RUNS = Number(process.env['ZONE_RUNS'] ?? 200);

interface Shown {
  /** Local time as if it were UTC, in milliseconds. */
  readonly local: number;
  readonly offset: number;
}

/** What a clock on the wall shows, asked of the JavaScript engine: an answer that no code under test gives. */
function wallClock(zone: string): (instant: number) => Shown {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const parts = format.formatToParts(instant);
    const part = (type: string) => Number(parts.find((other) => other.type === type)?.value);
    const seconds = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    const local = seconds + (((instant % 1000) + 1000) % 1000);
    return { local, offset: local - instant };
  };
}

const DAY = 86_400_000;
const weekdayOf = (local: number) => new Date(local).getUTCDay();

/** The start of the calendar unit that holds a local time. */
function unitStart(local: number, { granularity, weekStart }: BucketRequest): number {
  const day = Math.floor(local / DAY) * DAY;
  switch (granularity) {
    case 'QUARTER_HOUR':
      return Math.floor(local / 900_000) * 900_000;
    case 'HOUR':
      return Math.floor(local / 3_600_000) * 3_600_000;
    case 'DAY':
      return day;
    case 'WEEK':
      return day - ((weekdayOf(day) - (weekStart === 'MONDAY' ? 1 : 0) + 7) % 7) * DAY;
    case 'MONTH':
      return day - (new Date(day).getUTCDate() - 1) * DAY;
    case 'TOTAL':
      throw new Error('a TOTAL has no calendar unit');
  }
}

const zones = fc.constantFrom(
  ...Intl.supportedValuesOf('timeZone'),
  // The odd ones, more often: half hours, midnights, dates that do not exist, summer time broken off for Ramadan.
  'UTC',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Havana',
  'America/Santiago',
  'America/St_Johns',
  'Asia/Beirut',
  'Asia/Colombo',
  'Asia/Gaza',
  'Asia/Pyongyang',
  'America/Caracas',
  'Pacific/Apia',
);

const LENGTHS = {
  QUARTER_HOUR: 9 * DAY,
  HOUR: 30 * DAY,
  DAY: 400 * DAY,
  WEEK: 900 * DAY,
  MONTH: 3000 * DAY,
} as const;

const requests: fc.Arbitrary<BucketRequest> = fc
  .constantFrom(...(Object.keys(LENGTHS) as (keyof typeof LENGTHS)[]))
  .chain((granularity) =>
    fc.record({
      granularity: fc.constant(granularity),
      zone: zones,
      from: fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2035, 0, 1) }),
      length: fc.integer({ min: 1, max: LENGTHS[granularity] }),
      weekStart: fc.constantFrom('MONDAY' as const, 'SUNDAY' as const),
    }),
  )
  .map(({ length, ...rest }) => ({ ...rest, to: rest.from + length, maxBuckets: 10_000 }));

const holds = (check: (request: BucketRequest, edges: number[]) => void, numRuns: number) => {
  fc.assert(
    fc.property(requests, (request) => {
      check(request, bucketEdges(request));
    }),
    { numRuns },
  );
};

describe('bucketEdges in any zone', () => {
  it('puts every instant of the range into exactly one bucket, and has no bucket beside the range', () => {
    holds(({ from, to }, edges) => {
      expect(edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? NaN))).toBe(true);
      expect(edges[0]).toBeLessThanOrEqual(from);
      expect(edges[1]).toBeGreaterThan(from);
      expect(edges.at(-2)).toBeLessThan(to);
      expect(edges.at(-1)).toBeGreaterThanOrEqual(to);
    }, 2 * RUNS);
  });

  it('has each edge where a unit starts on the wall clock, or where the clock was moved into another unit', () => {
    holds((request, edges) => {
      const clock = wallClock(request.zone);
      for (const edge of edges.filter((_, index) => index % 7 === 0)) {
        const before = clock(edge - 1);
        const after = clock(edge);
        const moved = before.offset !== after.offset;
        if (!moved) expect(after.local).toBe(unitStart(after.local, request));
        expect(
          unitStart(after.local, request) !== unitStart(before.local, request) ||
            after.local === unitStart(after.local, request),
        ).toBe(true);
      }
    }, RUNS);
  });

  it('keeps the wall clock within one unit all through a bucket', () => {
    const moments = fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
      minLength: 20,
      maxLength: 20,
    });
    fc.assert(
      fc.property(requests, moments, (request, shares) => {
        const clock = wallClock(request.zone);
        const edges = bucketEdges(request);
        for (const share of shares) {
          const instant = request.from + Math.floor(share * (request.to - request.from));
          const edge = edges.findLast((other) => other <= instant) ?? NaN;
          const atEdge = clock(edge);
          const shown = clock(instant);
          // A day that has begun goes on when the clock goes back over its midnight.
          const wentBack = shown.local < atEdge.local && shown.offset < atEdge.offset;
          if (wentBack && LENGTHS[request.granularity as keyof typeof LENGTHS] > 30 * DAY) continue;
          expect(unitStart(shown.local, request)).toBe(unitStart(atEdge.local, request));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('starts each week on the right weekday', () => {
    holds((request, edges) => {
      if (request.granularity !== 'WEEK') return;
      const clock = wallClock(request.zone);
      const days = edges.map((edge) => weekdayOf(clock(edge).local));
      expect(new Set(days)).toEqual(new Set([request.weekStart === 'MONDAY' ? 1 : 0]));
    }, RUNS);
  });

  it('has every edge of a granularity among the edges of the finer ones', () => {
    holds((request, edges) => {
      if (request.granularity === 'QUARTER_HOUR') return;
      const finer = request.granularity === 'HOUR' ? 'QUARTER_HOUR' : 'HOUR';
      for (const edge of [edges[0], edges.at(-1)]) {
        const around = bucketEdges({
          ...request,
          granularity: finer,
          from: (edge ?? NaN) - 1,
          to: (edge ?? NaN) + 1,
        });
        expect(around).toContain(edge);
      }
    }, RUNS);
  });
});
