import { intervalText } from '../format/numbers';
import type { MeasureWords } from '../overview/measure-words';
import type { TimeRange } from '../time/resolved-range';
import type { Selection } from '../view/view';
import { bucketsOf } from './buckets-of';
import type { Chart, ChartPlan, SeriesPlan, SeriesRow } from './chart';

export interface ChartContext {
  readonly rows: readonly SeriesRow[];
  readonly words: MeasureWords;
  readonly selection: Selection;
  readonly range: TimeRange;
  readonly zone: string;
  readonly now: number;
  /** Whether the answer has rows of a period before. */
  readonly compares: boolean;
}

/** Fills a plan with the answered numbers. A bucket that has not begun has none, nor what says nothing as selected. */
export function chartOf(plan: ChartPlan, context: ChartContext): Chart {
  const { rows, words, selection, range, zone, now, compares } = context;
  const current = rows.filter(({ period }) => period === 'CURRENT');
  const before = rows.filter(({ period }) => period === 'PREVIOUS');
  const beforeAt = new Map(before.map((row) => [row.time, row]));
  const buckets = bucketsOf(current, range, zone);
  const series = plan.series
    .filter(({ isBefore }) => compares || isBefore !== true)
    .map((one: SeriesPlan) => {
      const valuesOf = (measure: string) =>
        current.map((row, index) => {
          if (words.saysNothing(measure, selection)) return null;
          if (one.isBefore === true) return beforeAt.get(row.time)?.[measure] ?? null;
          return (buckets[index]?.from ?? 0) > now ? null : (row[measure] ?? null);
        });
      const { unit } = words.of(one.measure);
      const values = valuesOf(one.measure);
      return {
        ...one,
        unit,
        values,
        counts: one.samples === undefined ? undefined : valuesOf(one.samples),
        intervals:
          one.hasInterval &&
          current.map((row, index) =>
            values[index] === null
              ? ''
              : intervalText(row[`${one.measure}Low`], row[`${one.measure}High`], unit),
          ),
      };
    });
  return { plan, buckets, series };
}
