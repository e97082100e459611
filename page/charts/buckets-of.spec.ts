import type { Bucket } from '../api/overview';
import { startOf } from '../time/local-calendar';
import { bucketsOf, isUnderWay } from './buckets-of';
import type { SeriesRow } from './chart';

const ZONE = 'Europe/Vilnius';
const VIEW = { zone: ZONE, bucket: 'auto' } as const;
const at = (date: string) => startOf(date, ZONE);
const row = (date: string, more: Partial<Bucket> = {}): SeriesRow =>
  ({
    time: new Date(at(date)).toISOString(),
    period: 'CURRENT',
    incomplete: false,
    partial: false,
    ...more,
  }) as unknown as SeriesRow;

describe('the buckets of a chart', () => {
  it('say which days of a week the range holds, where it cuts one', () => {
    const rows = [
      row('2026-02-23', { partial: true }),
      row('2026-03-02'),
      row('2026-03-09', { partial: true }),
    ];
    const buckets = bucketsOf(rows, { from: at('2026-02-26'), to: at('2026-03-11') }, VIEW);
    expect(buckets.map(({ onlyPart }) => onlyPart?.replaceAll(/\s*–\s*/g, '–'))).toEqual([
      '26 Feb–1 Mar 2026',
      undefined,
      '9–10 Mar 2026',
    ]);
    expect(buckets.map(({ from }) => from)).toEqual(['2026-02-26', '2026-03-02', '2026-03-09'].map(at));
  });

  it('are called by their length where that is chosen, however little of one the range holds', () => {
    const range = { from: at('2026-03-04'), to: at('2026-03-06') };
    const names = (['day', 'week', 'month'] as const).map(
      (bucket) =>
        bucketsOf([row('2026-03-01', { partial: true })], range, { zone: ZONE, bucket })[0]?.longLabel,
    );
    expect(names).toEqual([
      'Sun, 1 Mar 2026',
      expect.stringMatching(/^Week of 4\s*–\s*5 Mar 2026$/),
      'Mar 2026',
    ]);
  });

  it('are under way once they have begun, as long as more may come', () => {
    const rows = [
      row('2026-03-01'),
      row('2026-03-02', { incomplete: true }),
      row('2026-03-03', { incomplete: true }),
    ];
    const buckets = bucketsOf(rows, { from: at('2026-03-01'), to: at('2026-03-04') }, VIEW);
    const series = [{ values: [1, 0, null] }] as unknown as Parameters<typeof isUnderWay>[0]['series'];
    expect(buckets.map((_, index) => isUnderWay({ buckets, series }, index))).toEqual([false, true, false]);
  });
});
