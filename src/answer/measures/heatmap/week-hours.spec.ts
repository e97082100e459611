import { bucketEdges } from '../calendar/bucket-edges';
import { HOURS_OF_WEEK, weekHours } from './heatmap.service';

function hoursOf(zone: string, fromText: string, toText: string): number[] {
  const [from, to] = [Date.parse(fromText), Date.parse(toText)];
  const edges = bucketEdges({ from, to, granularity: 'HOUR', zone, weekStart: 'MONDAY', maxBuckets: 1000 });
  return weekHours(zone, edges.slice(0, -1));
}

const MONDAY = 0;
const SUNDAY = 6 * 24;

describe('the hours of the week', () => {
  it('begin on Monday at midnight of the zone', () => {
    expect(hoursOf('UTC', '2026-03-02T00:00Z', '2026-03-02T03:00Z')).toEqual([
      MONDAY,
      MONDAY + 1,
      MONDAY + 2,
    ]);
    expect(hoursOf('Asia/Kathmandu', '2026-03-01T18:15Z', '2026-03-01T20:15Z')).toEqual([MONDAY, MONDAY + 1]);
    expect(hoursOf('UTC', '1969-12-31T23:00Z', '1970-01-01T01:00Z')).toEqual([2 * 24 + 23, 3 * 24]);
  });

  it('are each of the week once', () => {
    const week = hoursOf('Europe/Vilnius', '2026-03-01T22:00Z', '2026-03-08T22:00Z');
    expect(week).toEqual(Array.from({ length: HOURS_OF_WEEK }, (_, hour) => hour));
  });

  it('lack the hour that the clock skips, and have that twice which it repeats', () => {
    const spring = hoursOf('Europe/Vilnius', '2026-03-28T22:00Z', '2026-03-29T21:00Z');
    expect(spring).not.toContain(SUNDAY + 3);
    expect(spring).toHaveLength(23);
    const autumn = hoursOf('Europe/Vilnius', '2026-10-24T21:00Z', '2026-10-25T22:00Z');
    expect(autumn.filter((hour) => hour === SUNDAY + 3)).toHaveLength(2);
    expect(autumn).toHaveLength(25);
  });
});
