import { signal } from '@preact/signals';
import type { Order } from '../overview/operator-columns';

/** What a person has chosen to see that no URL says. It stays as it is while figures come and go. */
export class ShownStore {
  /** The charts that are shown as tables, by their ids. */
  readonly chartTables = signal<ReadonlySet<string>>(new Set());
  readonly operatorOrder = signal<Order>({ measure: 'messagesOperator', isDescending: true });

  toggleTable(chart: string): void {
    const others = new Set(this.chartTables.value);
    if (!others.delete(chart)) others.add(chart);
    this.chartTables.value = others;
  }

  /** A second time turns the order round. */
  sortOperatorsBy(measure: string): void {
    const { measure: by, isDescending } = this.operatorOrder.value;
    this.operatorOrder.value = { measure, isDescending: by === measure ? !isDescending : true };
  }
}
