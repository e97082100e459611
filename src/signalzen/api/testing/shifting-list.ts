import type { ApiPage, ApiPageRange } from '../api-page';
import { readResource } from '../api-resource';

/** A list that may be changed between any two pages that are read of it. */
export class ShiftingList {
  readonly asked: ApiPageRange[] = [];
  /** Items of a page at most, whatever is asked for. */
  maxOfAPage = 99;
  /** Items that are counted and never shown. */
  hidden = 0;
  readonly #changes = new Map<number | 'each', () => unknown>();
  readonly #unreadable = new Map<string, unknown>();

  /** @param ids of the items, in the list's order */
  constructor(public ids: string[]) {}

  /** Changes the list before a page is read: the first is 1. */
  before(page: number | 'each', change: () => unknown): void {
    this.#changes.set(page, change);
  }

  putUnreadable(place: number, values: readonly unknown[]): void {
    const keys = values.map((value, index) => {
      const key = `unreadable ${index}`;
      this.#unreadable.set(key, value);
      return key;
    });
    this.ids.splice(place, 0, ...keys);
  }

  readonly read = (range: ApiPageRange): Promise<ApiPage> => {
    this.asked.push(range);
    this.#changes.get('each')?.();
    this.#changes.get(this.asked.length)?.();
    const limit = Math.min(range.limit, this.maxOfAPage);
    const read = this.ids
      .slice(range.offset, range.offset + limit)
      .map((id) => readResource(this.#unreadable.has(id) ? this.#unreadable.get(id) : { id }));
    return Promise.resolve({
      ...range,
      total: this.ids.length + this.hidden,
      items: read.filter((entry) => 'id' in entry),
      unreadable: read.flatMap((entry, index) => ('id' in entry ? [] : [{ ...entry, index }])),
    });
  };
}
