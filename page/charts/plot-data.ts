import type uPlot from 'uplot';
import type { Chart, ChartSeries } from './chart';

/** What is drawn: of a stack the sums, as each is drawn over the lower part of the next. */
export interface Drawn {
  readonly series: ChartSeries;
  readonly heights: readonly (number | null)[];
}

/** The series of a chart as they are drawn. */
export function drawnSeries({ series, buckets }: Chart): Drawn[] {
  const stacked = series.filter(({ form }) => form === 'stack');
  let sums = buckets.map(() => 0);
  const stack = stacked.map((one) => {
    sums = sums.map((sum, index) => sum + (one.values[index] ?? 0));
    return { series: one, heights: sums };
  });
  const others = series
    .filter(({ form }) => form !== 'stack')
    .map((one) => ({
      series: one,
      heights: one.unit === 'seconds' ? one.values.map(onLogarithmicScale) : one.values,
    }));
  const bars = others.filter(({ series: { form } }) => form === 'bar');
  return [...stack.toReversed(), ...bars, ...others.filter((one) => !bars.includes(one))];
}

/** Buckets stand side by side, whatever the hours of a day, so that the horizontal axis counts them. */
export function plotData(drawn: readonly Drawn[], buckets: number): uPlot.AlignedData {
  return [Array.from({ length: buckets }, (_, index) => index), ...drawn.map(({ heights }) => [...heights])];
}

/** A logarithmic scale has no place for 0: what took less than a second stands at one. */
function onLogarithmicScale(seconds: number | null): number | null {
  return seconds === null ? null : Math.max(seconds, 1);
}
