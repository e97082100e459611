import { button } from '../dom/button';
import { element, fill } from '../dom/element';
import { clockMark } from '../format/clock-words';
import { intervalText, inUnit } from '../format/numbers';
import { operatorValue } from '../format/operator-value';
import { consequencePlace } from './consequence-notes';
import { definition } from './definition';
import type { MeasureWords } from './measure-words';
import { OPERATOR_COLUMNS, ordered } from './operator-columns';
import type { OperatorColumn, OperatorRow, Order } from './operator-columns';

export interface OperatorTableData {
  readonly rows: readonly OperatorRow[];
  /** Whether rows say whose people they are. */
  readonly hasAccounts: boolean;
  readonly words: MeasureWords;
  /** Opens the page for an operator alone, who is named as the filter takes them. */
  readonly operatorLink: (value: string, label: string) => HTMLAnchorElement;
}

/** What each operator did, by any column. */
export class OperatorTable {
  readonly root = element('article', { class: 'operators card' });
  private order: Order = { measure: 'messagesOperator', isDescending: true };
  private data: OperatorTableData | undefined;

  show(data: OperatorTableData): void {
    this.data = data;
    const rows = data.rows.filter(({ operator }) => operator !== '');
    const body =
      rows.length === 0
        ? element('p', { class: 'nothing quiet' }, 'No operator wrote in this range.')
        : this.table(rows, data);
    const meanings = OPERATOR_COLUMNS.map(({ measure }) => data.words.of(measure));
    const clock = data.words.clockOf(OPERATOR_COLUMNS.map(({ measure }) => measure));
    const title = element('h3', {}, 'Operators', clockMark(clock), definition('Operators', meanings));
    const head = element('header', { class: 'card-head' }, title);
    fill(this.root, head, consequencePlace(OPERATOR_COLUMNS.map(({ measure }) => measure)), body);
  }

  private table(rows: readonly OperatorRow[], data: OperatorTableData): HTMLElement {
    const lines = ordered(rows, this.order).map((row) =>
      element(
        'tr',
        { 'data-operator': operatorValue(row.account, row.operator) },
        element(
          'th',
          { scope: 'row' },
          data.operatorLink(operatorValue(row.account, row.operator), row.operatorName),
          data.hasAccounts && element('span', { class: 'quiet' }, ` ${row.account}`),
        ),
        ...OPERATOR_COLUMNS.map((column) => cell(row, column, data.words.of(column.measure).unit)),
      ),
    );
    return element(
      'div',
      { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Operators, a table' },
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            element('th', { scope: 'col' }, 'Operator'),
            ...OPERATOR_COLUMNS.map((column) => this.head(column, data.words)),
          ),
        ),
        element('tbody', {}, ...lines),
      ),
    );
  }

  private head({ label, measure }: (typeof OPERATOR_COLUMNS)[number], words: MeasureWords): HTMLElement {
    const { isDescending, measure: by } = this.order;
    const direction = isDescending ? 'descending' : 'ascending';
    return element(
      'th',
      { scope: 'col', class: 'number', 'aria-sort': by === measure ? direction : 'none' },
      button(
        label,
        () => {
          this.sortBy(measure);
        },
        { class: 'sort', title: words.of(measure).description, 'data-sort': measure },
      ),
    );
  }

  /** A second press turns the order round. */
  private sortBy(measure: string): void {
    const isDescending = this.order.measure === measure ? !this.order.isDescending : true;
    this.order = { measure, isDescending };
    if (this.data !== undefined) this.show(this.data);
    this.root.querySelector<HTMLElement>(`[data-sort="${measure}"]`)?.focus();
  }
}

function cell(row: OperatorRow, { measure, hasInterval }: OperatorColumn, unit: string): HTMLElement {
  const interval =
    hasInterval === true ? intervalText(row[`${measure}Low`], row[`${measure}High`], unit) : '';
  const title = interval === '' ? undefined : `95 % interval: ${interval}`;
  return element('td', { class: 'number', title }, inUnit(row[measure], unit));
}
