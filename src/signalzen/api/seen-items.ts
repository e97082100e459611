import type { ApiPage } from './api-page';
import type { ApiResource, UnreadableItem } from './api-resource';
import { keyOf } from './item-keys';

/** Knows what has been seen of a list. */
export class SeenItems {
  readonly #keys = new Set<string>();

  /** Whether anything has been seen. */
  get isAny(): boolean {
    return this.#keys.size > 0;
  }

  /** What of a page has not been seen before. From now on it has. */
  newOf({ items, unreadable }: ApiPage): Pick<ApiPage, 'items' | 'unreadable'> {
    const isNew = (item: ApiResource | UnreadableItem) => {
      const known = this.#keys.size;
      return this.#keys.add(keyOf(item)).size > known;
    };
    return { items: items.filter(isNew), unreadable: unreadable.filter(isNew) };
  }
}
