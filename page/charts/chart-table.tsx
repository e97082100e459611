import { TableScroller } from '../components/table-scroller';
import { inUnit } from '../format/numbers';
import { t } from '../messages/text';
import { isUnderWay } from './buckets-of';
import type { Chart } from './chart';

/** The numbers of a chart as a table, for those who do not see it or want to read them. */
export function ChartTable({ chart }: { readonly chart: Chart }) {
  const { plan, buckets, series, notes } = chart;
  return (
    <TableScroller label={t('chart.table.region', { title: t(plan.title) })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('chart.table.time')}</th>
            {series.map(({ label }) => (
              <th key={label} scope="col" class="number">
                {t(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {buckets.map(({ from, longLabel, onlyPart }, index) => (
            <tr key={from}>
              <th scope="row">
                {longLabel}
                {onlyPart !== undefined && (
                  <span class="quiet"> {t('chart.table.only', { days: onlyPart })}</span>
                )}
                {isUnderWay(chart, index) && <span class="quiet"> {t('chart.table.soFar')}</span>}
                {notes[index]?.map((text) => (
                  <bdi key={text} class="table-note">
                    {text}
                  </bdi>
                ))}
              </th>
              {series.map(({ label, values, unit }) => (
                <td key={label} class="number">
                  <bdi>{inUnit(values[index], unit)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroller>
  );
}
