import { clock, day, fullDay, month, moment, span } from '../format/times';
import { t } from '../messages/text';
import type { TimeRange } from '../time/resolved-range';
import type { View } from '../view/view';
import type { Chart, ChartBucket, SeriesRow } from './chart';

const HOUR_MS = 3_600_000;
const LENGTH_MS = { day: 24 * HOUR_MS, week: 168 * HOUR_MS, month: 720 * HOUR_MS } as const;

/** The buckets of a series, named as their length asks for. The last one ends with the range. */
export function bucketsOf(
  rows: readonly SeriesRow[],
  range: TimeRange,
  { zone, bucket: length }: Pick<View, 'zone' | 'bucket'>,
): ChartBucket[] {
  const starts = rows.map(({ time }) => Date.parse(time));
  const name = namesFor(
    length === 'auto' ? (starts[1] ?? range.to) - (starts[0] ?? range.from) : LENGTH_MS[length],
    zone,
  );
  return starts.map((start, index) => {
    const bucket = {
      from: Math.max(start, range.from),
      to: Math.min(starts[index + 1] ?? range.to, range.to),
    };
    const { incomplete = false, partial = false } = rows[index] ?? {};
    const onlyPart = partial ? span(bucket, zone) : undefined;
    return { ...bucket, ...name(start, bucket), isIncomplete: incomplete, onlyPart };
  });
}

/** Whether a bucket has begun and still goes on, or is not all counted: it will change. */
export function isUnderWay({ buckets, series }: Pick<Chart, 'buckets' | 'series'>, index: number): boolean {
  if (buckets[index]?.isIncomplete !== true) return false;
  return series.some(({ isBefore, values }) => isBefore !== true && typeof values[index] === 'number');
}

type Name = (start: number, bucket: TimeRange) => { readonly label: string; readonly longLabel: string };

function namesFor(lengthMs: number, zone: string): Name {
  if (lengthMs <= 2 * HOUR_MS)
    return (start) => ({ label: clock(start, zone), longLabel: moment(start, zone) });
  if (lengthMs <= 26 * HOUR_MS)
    return (start) => ({ label: day(start, zone), longLabel: fullDay(start, zone) });
  if (lengthMs <= 8 * 24 * HOUR_MS) {
    return (start, bucket) => ({
      label: day(start, zone),
      longLabel: t('chart.week', { days: span(bucket, zone) }),
    });
  }
  return (start) => ({ label: month(start, zone), longLabel: month(start, zone) });
}
