import { inUnit } from '../format/numbers';
import { t } from '../messages/text';
import type { Chart, ChartSeries } from './chart';

/** What a chart shows, in a sentence for each series. */
export function chartSummary({ plan, buckets, series }: Chart): string {
  const title = t(plan.title);
  const [first, last] = [buckets[0], buckets.at(-1)];
  const names = buckets.map(({ longLabel }) => longLabel);
  return [
    first === undefined || last === undefined
      ? t('summary.title', { title })
      : t('summary.titleAndTime', { title, from: first.longLabel, to: last.longLabel }),
    ...series.map((one) => sentence(one, names)),
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
  const series = t(label);
  if (highest === undefined) return t('summary.nothing', { series });
  return t('summary.highest', { series, value: inUnit(highest.value, unit), time: highest.name });
}
