import { signal } from '@preact/signals';
import type { Order } from '../tables/table-columns';

/** What is looked for in a list of episodes: in no URL, as that is kept in histories and logs. */
export interface EpisodeSearch {
  /** In ids of chats, operators, pages and attributes. */
  readonly search: string;
  /** In what was written. */
  readonly words: string;
}

export const NO_SEARCH: EpisodeSearch = { search: '', words: '' };

/** What a person has chosen to see that no URL says. It stays as it is while figures come and go. */
export class ShownStore {
  /** The charts that are shown as tables, by their ids. */
  readonly chartTables = signal<ReadonlySet<string>>(new Set());
  /** Of the table; undefined: as it comes. */
  readonly tableOrder = signal<Order | undefined>(undefined);

  readonly episodeSearch = signal(NO_SEARCH);

  toggleTable(chart: string): void {
    const others = new Set(this.chartTables.value);
    if (!others.delete(chart)) others.add(chart);
    this.chartTables.value = others;
  }
}
