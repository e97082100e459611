import { bucketEdges, TooManyBuckets } from './bucket-edges';
import type { BucketRequest } from './bucket-edges';
import type { WeekStart } from './calendar-units';
import type { BucketGranularity } from './granularity';
import { InvalidRange } from './time-range';

function request(
  zone: string,
  granularity: BucketGranularity,
  from: string,
  to: string,
  weekStart: WeekStart = 'MONDAY',
): BucketRequest {
  return { zone, granularity, from: Date.parse(from), to: Date.parse(to), weekStart, maxBuckets: 10_000 };
}

const edgesOf = (...of: Parameters<typeof request>) => bucketEdges(request(...of));
const textsOf = (...of: Parameters<typeof request>) =>
  edgesOf(...of).map((edge) => new Date(edge).toISOString().replace(':00.000Z', 'Z'));
const minutesOf = (...of: Parameters<typeof request>) => {
  const edges = edgesOf(...of);
  return edges.slice(1).map((edge, index) => (edge - (edges[index] ?? NaN)) / 60_000);
};
const hoursOf = (...of: Parameters<typeof request>) => minutesOf(...of).map((minutes) => minutes / 60);

describe('bucketEdges: the range', () => {
  it('takes whole buckets at both ends', () => {
    expect(textsOf('UTC', 'HOUR', '2024-05-01T10:59:59.999Z', '2024-05-01T12:00:00.001Z')).toEqual([
      '2024-05-01T10:00Z',
      '2024-05-01T11:00Z',
      '2024-05-01T12:00Z',
      '2024-05-01T13:00Z',
    ]);
  });

  it('adds no bucket at an end that is an edge', () => {
    expect(textsOf('UTC', 'DAY', '2024-05-01', '2024-05-02')).toEqual([
      '2024-05-01T00:00Z',
      '2024-05-02T00:00Z',
    ]);
  });

  it('makes one bucket of a TOTAL, as long as the range is', () => {
    expect(edgesOf('Europe/Berlin', 'TOTAL', '2024-05-01T10:17Z', '2024-06-01T00:01Z')).toEqual([
      Date.parse('2024-05-01T10:17Z'),
      Date.parse('2024-06-01T00:01Z'),
    ]);
  });

  it('refuses a range that is empty or upside down', () => {
    expect(() => edgesOf('UTC', 'DAY', '2024-05-01', '2024-05-01')).toThrow(InvalidRange);
    expect(() => edgesOf('UTC', 'TOTAL', '2024-05-02', '2024-05-01')).toThrow(InvalidRange);
    expect(() => edgesOf('UTC', 'DAY', '2024-05-01', 'never')).toThrow(InvalidRange);
  });

  it('gives as many buckets as asked for, and refuses one more', () => {
    const days = request('Europe/Berlin', 'DAY', '2024-04-30T22:00Z', '2024-05-10T22:00Z');
    expect(bucketEdges({ ...days, maxBuckets: 10 })).toHaveLength(11);
    expect(() => bucketEdges({ ...days, maxBuckets: 9 })).toThrow(TooManyBuckets);
    expect(() => bucketEdges({ ...days, to: days.to + 1, maxBuckets: 10 })).toThrow(
      expect.objectContaining({ code: 'RESULT_TOO_LARGE' }) as Error,
    );
  });

  it('refuses millions of buckets without making them', () => {
    const all = request('America/New_York', 'QUARTER_HOUR', '0001-01-01', '9999-01-01');
    const start = performance.now();
    expect(() => bucketEdges(all)).toThrow(TooManyBuckets);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('bucketEdges: HOUR and QUARTER_HOUR', () => {
  it('makes two buckets of the hour that New York shows twice', () => {
    expect(textsOf('America/New_York', 'HOUR', '2024-11-03T04:00Z', '2024-11-03T08:00Z')).toEqual([
      '2024-11-03T04:00Z',
      '2024-11-03T05:00Z',
      '2024-11-03T06:00Z',
      '2024-11-03T07:00Z',
      '2024-11-03T08:00Z',
    ]);
  });

  it('has no bucket for the hour that New York skips', () => {
    expect(hoursOf('America/New_York', 'HOUR', '2024-03-10T05:00Z', '2024-03-11T04:00Z')).toEqual(
      Array<number>(23).fill(1),
    );
  });

  it('makes one bucket of 90 minutes where Lord Howe goes back from 02:00 to 01:30', () => {
    expect(minutesOf('Australia/Lord_Howe', 'HOUR', '2024-04-06T13:00Z', '2024-04-06T16:30Z')).toEqual([
      60, 90, 60,
    ]);
  });

  it('makes one bucket of 30 minutes where Lord Howe goes from 02:00 to 02:30', () => {
    expect(textsOf('Australia/Lord_Howe', 'HOUR', '2024-10-05T14:30Z', '2024-10-05T17:00Z')).toEqual([
      '2024-10-05T14:30Z',
      '2024-10-05T15:30Z',
      '2024-10-05T16:00Z',
      '2024-10-05T17:00Z',
    ]);
  });

  it('has two quarters more, or two fewer, when Lord Howe moves its clock by half an hour', () => {
    const quarters = (from: string, to: string) => minutesOf('Australia/Lord_Howe', 'QUARTER_HOUR', from, to);
    expect(quarters('2024-04-06T13:00Z', '2024-04-07T13:30Z')).toEqual(Array<number>(98).fill(15));
    expect(quarters('2024-10-05T13:30Z', '2024-10-06T13:00Z')).toEqual(Array<number>(94).fill(15));
  });

  it('follows the local hour in zones at :30 and :45', () => {
    expect(textsOf('Asia/Kolkata', 'HOUR', '2024-05-01T00:00Z', '2024-05-01T01:00Z')).toEqual([
      '2024-04-30T23:30Z',
      '2024-05-01T00:30Z',
      '2024-05-01T01:30Z',
    ]);
    expect(textsOf('Asia/Kathmandu', 'HOUR', '2024-05-01T00:00Z', '2024-05-01T01:00Z')).toEqual([
      '2024-04-30T23:15Z',
      '2024-05-01T00:15Z',
      '2024-05-01T01:15Z',
    ]);
  });
});

describe('bucketEdges: DAY', () => {
  it('has days of 23 and 25 hours in Berlin', () => {
    expect(hoursOf('Europe/Berlin', 'DAY', '2024-03-29T23:00Z', '2024-04-01T22:00Z')).toEqual([24, 23, 24]);
    expect(hoursOf('Europe/Berlin', 'DAY', '2024-10-25T22:00Z', '2024-10-28T23:00Z')).toEqual([24, 25, 24]);
  });

  it('has days of 24.5 and 23.5 hours on Lord Howe', () => {
    expect(hoursOf('Australia/Lord_Howe', 'DAY', '2024-04-06T13:00Z', '2024-04-07T13:30Z')).toEqual([24.5]);
    expect(hoursOf('Australia/Lord_Howe', 'DAY', '2024-10-05T13:30Z', '2024-10-06T13:00Z')).toEqual([23.5]);
  });

  it.each([
    ['Africa/Cairo', '2024-04-24T22:00Z', '2024-04-25T22:00Z', '2024-04-26T21:00Z'],
    ['America/Santiago', '2024-09-07T04:00Z', '2024-09-08T04:00Z', '2024-09-09T03:00Z'],
    ['Asia/Beirut', '2024-03-29T22:00Z', '2024-03-30T22:00Z', '2024-03-31T21:00Z'],
  ])('begins the day at 01:00 where midnight is skipped: %s', (zone, before, start, end) => {
    expect(textsOf(zone, 'DAY', before, end)).toEqual([before, start, end]);
  });

  it('does not end the day in Cairo before the hour from 23:00 has come a second time', () => {
    expect(textsOf('Africa/Cairo', 'DAY', '2024-10-30T21:00Z', '2024-10-31T22:00Z')).toEqual([
      '2024-10-30T21:00Z',
      '2024-10-31T22:00Z',
    ]);
  });

  it('begins the day at its first midnight where the clock shows midnight twice', () => {
    const day = ['America/Havana', '2024-11-03T04:00Z', '2024-11-04T05:00Z'] as const;
    expect(hoursOf(day[0], 'DAY', day[1], day[2])).toEqual([25]);
    expect(hoursOf(day[0], 'HOUR', day[1], day[2])).toEqual(Array<number>(25).fill(1));
  });

  it('stays in a day that has begun when the clock goes back from 00:01 to 23:01', () => {
    expect(textsOf('America/St_Johns', 'DAY', '2010-11-06T12:00Z', '2010-11-08T12:00Z')).toEqual([
      '2010-11-06T02:30Z',
      '2010-11-07T02:30Z',
      '2010-11-08T03:30Z',
      '2010-11-09T03:30Z',
    ]);
  });

  it('has no bucket for 30 December 2011, which Apia left out', () => {
    expect(hoursOf('Pacific/Apia', 'DAY', '2011-12-28T10:00Z', '2012-01-01T10:00Z')).toEqual([
      24, 24, 24, 24,
    ]);
    expect(textsOf('Pacific/Apia', 'MONTH', '2011-12-20', '2012-01-20')).toEqual([
      '2011-12-01T10:00Z',
      '2011-12-31T10:00Z',
      '2012-01-31T10:00Z',
    ]);
  });
});

describe('bucketEdges: WEEK and MONTH', () => {
  it('starts weeks on Monday, or on Sunday', () => {
    const from = '2024-10-26T12:00Z';
    const to = '2024-10-29T12:00Z';
    expect(textsOf('Europe/Berlin', 'WEEK', from, to, 'MONDAY')).toEqual([
      '2024-10-20T22:00Z',
      '2024-10-27T23:00Z',
      '2024-11-03T23:00Z',
    ]);
    expect(textsOf('Europe/Berlin', 'WEEK', from, to, 'SUNDAY')).toEqual([
      '2024-10-19T22:00Z',
      '2024-10-26T22:00Z',
      '2024-11-02T23:00Z',
    ]);
  });

  it('starts months at the local midnight of their first day', () => {
    expect(textsOf('America/New_York', 'MONTH', '2024-02-15', '2024-04-02')).toEqual([
      '2024-02-01T05:00Z',
      '2024-03-01T05:00Z',
      '2024-04-01T04:00Z',
      '2024-05-01T04:00Z',
    ]);
  });
});
