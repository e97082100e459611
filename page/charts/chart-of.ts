import type { Annotation } from '../api/annotations';
import type { OverviewData } from '../api/overview';
import { intervalText } from '../format/numbers';
import { notesOfBuckets } from '../notes/notes-of-buckets';
import type { MeasureWords } from '../overview/measure-words';
import type { Answered } from '../store/figures-store';
import { bucketsOf } from './buckets-of';
import type { Chart, ChartPlan, SeriesPlan } from './chart';

/** Fills a plan with the answered numbers. A bucket that has not begun has none, nor what says nothing as selected. */
export function chartOf(
  plan: ChartPlan,
  overview: Answered<OverviewData>,
  words: MeasureWords,
  notes: readonly Annotation[],
): Chart {
  const {
    view,
    resolved: { range },
    now,
    data: { series: rows },
  } = overview;
  const { selection, compare } = view;
  const current = rows.filter(({ period }) => period === 'CURRENT');
  const before = rows.filter(({ period }) => period === 'PREVIOUS');
  const beforeAt = new Map(before.map((row) => [row.time, row]));
  const buckets = bucketsOf(current, range, view);
  const series = plan.series
    .filter(({ isBefore }) => compare !== 'none' || isBefore !== true)
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
  return { plan, buckets, series, notes: notesOfBuckets(notes, buckets) };
}
