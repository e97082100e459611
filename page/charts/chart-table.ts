import { element } from '../dom/element';
import { inUnit } from '../format/numbers';
import type { Chart } from './chart';

/** The numbers of a chart as a table, for those who do not see it or want to read them. */
export function chartTable({ plan, buckets, series }: Chart): HTMLElement {
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, 'Time'),
    ...series.map(({ label }) => element('th', { scope: 'col', class: 'number' }, label)),
  );
  const rows = buckets.map(({ longLabel }, index) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, longLabel),
      ...series.map(({ values, unit }) => element('td', { class: 'number' }, inUnit(values[index], unit))),
    ),
  );
  return element(
    'div',
    { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': `${plan.title}, as a table` },
    element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)),
  );
}
