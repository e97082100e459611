import { t } from '../messages/text';
import type { Chart } from './chart';

/** What the colours and shades of a chart stand for. */
export function ChartLegend({ chart: { series, buckets } }: { readonly chart: Chart }) {
  return (
    <ul class="legend">
      {series.map(({ label, ink, form }) => (
        <li key={label}>
          <span class={`swatch ink-${ink} ${form}`} />
          {t(label)}
        </li>
      ))}
      {series.some(({ unit }) => unit === 'seconds') && <li>{t('chart.logarithmic')}</li>}
      {buckets.some(({ onlyPart }) => onlyPart !== undefined) && (
        <li>
          <span class="swatch cut" />
          {t('chart.cut')}
        </li>
      )}
    </ul>
  );
}
