import { inUnit } from '../format/numbers';
import type { Chart, ChartSeries } from './chart';

/** What a chart shows, in a sentence for each series. */
export function chartSummary({ plan, buckets, series }: Chart): string {
  const [first, last] = [buckets[0], buckets.at(-1)];
  const span = first === undefined || last === undefined ? '' : `, ${first.longLabel} to ${last.longLabel}`;
  return [
    `${plan.title}${span}.`,
    ...series.map((one) =>
      sentence(
        one,
        buckets.map(({ longLabel }) => longLabel),
      ),
    ),
  ].join(' ');
}

function sentence({ label, values, unit }: ChartSeries, names: readonly string[]): string {
  const known = values.flatMap((value, index) =>
    value === null ? [] : [{ value, name: names[index] ?? '' }],
  );
  const highest = known.reduce<(typeof known)[number] | undefined>(
    (most, one) => (most === undefined || one.value > most.value ? one : most),
    undefined,
  );
  if (highest === undefined) return `${label}: nothing.`;
  return `${label}: at most ${inUnit(highest.value, unit)}, ${highest.name}.`;
}
