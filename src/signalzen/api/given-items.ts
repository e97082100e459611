import { createHash } from 'node:crypto';
import type { ApiPage } from './api-page';

/** Knows what has been given of a list, by ids; of what has no id, by its text. */
export class GivenItems {
  readonly #ids = new Set<string>();
  readonly #texts = new Set<string>();

  /** What of a page has not been given. From now on it has. */
  newOf({ items, unreadable }: ApiPage): Pick<ApiPage, 'items' | 'unreadable'> {
    return {
      items: items.filter(({ id }) => isNewIn(this.#ids, id)),
      unreadable: unreadable.filter(({ raw }) => isNewIn(this.#texts, digestOf(raw))),
    };
  }
}

function isNewIn(set: Set<string>, key: string): boolean {
  const sizeBefore = set.size;
  return set.add(key).size > sizeBefore;
}

/** Short, however long the item is. */
function digestOf(raw: unknown): string {
  return createHash('sha256').update(JSON.stringify(raw)).digest('base64');
}
