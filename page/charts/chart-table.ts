import { element } from '../dom/element';
import { inUnit } from '../format/numbers';
import { isUnderWay } from './buckets-of';
import type { Chart } from './chart';

/** The numbers of a chart as a table, for those who do not see it or want to read them. */
export function chartTable(chart: Chart): HTMLElement {
  const { plan, buckets, series } = chart;
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, 'Time'),
    ...series.map(({ label }) => element('th', { scope: 'col', class: 'number' }, label)),
  );
  const rows = buckets.map(({ longLabel, onlyPart }, index) =>
    element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        longLabel,
        onlyPart !== undefined && element('span', { class: 'quiet' }, ` (only ${onlyPart})`),
        isUnderWay(chart, index) && element('span', { class: 'quiet' }, ' (so far)'),
      ),
      ...series.map(({ values, unit }) => element('td', { class: 'number' }, inUnit(values[index], unit))),
    ),
  );
  return element(
    'div',
    { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': `${plan.title}, as a table` },
    element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)),
  );
}
