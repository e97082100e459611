import type { ApiPage, ApiPageRange } from './api-page';
import type { ApiResource } from './api-resource';
import { SeenItems, ListPass } from './list-pass';
import { GONE } from './signalzen-api-error';
import type { ListEvent } from './list-event';

export interface WholeListOptions {
  /** Items of a page, from 2 to 99. */
  readonly limit?: number;
  /** Items by which pages overlap, from 1 to below `limit`: so many may be deleted between two pages for free. */
  readonly overlap?: number;
  /** Passes after which a list is given up that does not come to rest. */
  readonly maxPasses?: number;
  /** Passes after which a list that changes all the time is believed, if the last of them brings nothing. */
  readonly passesToStable?: number;
  /** Whether an item has come into being since the reading began; by default none is known to have. */
  readonly isYoung?: (item: ApiResource) => boolean;
}

/**
 * Reads a complete list by pages, though it may change meanwhile and its order is not documented. Gives each item
 * once, by id, as soon as it is read, and last one event that says how it ended. Keeps the ids and one page in
 * memory. A list that fits one page takes one request.
 *
 * Each pass reads the list once, see {@link ListPass}; when the list changed meanwhile, another follows, until one
 * brings nothing new. `complete` promises that every item has been given that was in the list throughout, if
 * - items were inserted and deleted, at any places, while the others kept their order; or
 * - items also changed places, and within one pass there were not both inserted and deleted items.
 * (Where items are inserted, deleted and moved at once, one that moves from the unread to the read part can go
 * unnoticed when the counts happen to be even. Reading by offset cannot see that.)
 *
 * @throws whatever `readPage` throws; items given before are good
 */
export async function* readWholeList(
  readPage: (range: ApiPageRange) => Promise<ApiPage | typeof GONE>,
  options: WholeListOptions = {},
): AsyncGenerator<ListEvent, void, undefined> {
  const { limit = 99, overlap = 5, maxPasses = 10, passesToStable = 3, isYoung = () => false } = options;
  const seen = new SeenItems();
  for (let passes = 1; passes <= maxPasses; passes += 1) {
    const pass = new ListPass({ limit, overlap });
    let isNew = false;
    for (let range = pass.next; range; range = pass.next) {
      const page = await readPage(range);
      if (page === GONE) {
        yield { type: 'end', how: 'gone', passes };
        return;
      }
      pass.take(page);
      const { items, unreadable } = seen.newOf(page);
      if (items.length + unreadable.length === 0) continue;
      isNew ||= unreadable.length > 0 || !items.every(isYoung);
      yield { type: 'items', items, unreadable, total: page.total };
    }
    if (pass.isSettled && (passes === 1 || !isNew)) {
      yield { type: 'end', how: 'complete', passes };
      return;
    }
    // Counted but never shown is no calm.
    if (passes >= passesToStable && !isNew && seen.isAny) {
      yield { type: 'end', how: 'stable', passes };
      return;
    }
  }
  yield { type: 'end', how: 'unstable', passes: maxPasses };
}
