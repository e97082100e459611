import { createHash } from 'node:crypto';
import type { ApiPage, ApiPageRange } from './api-page';
import type { ApiResource, UnreadableItem } from './api-resource';

interface PassOptions {
  /** Items of a page. */
  readonly limit: number;
  /** Items of a page that were on the page before, unless the list has shifted. */
  readonly overlap: number;
}

/** The list may be deleted from faster than it is read; then the pass is given up. */
const MAX_STEPS_BACK = 20;

/**
 * One way through a list that may change between any two pages. It says which page to ask for, is given the page,
 * and knows in the end what the pass was worth.
 *
 * Why nothing is skipped: what has been joined is a piece of the list from its begin. A page that holds, among its
 * first, an item of that piece begins inside of it, as long as items keep their order; so what lies between is on
 * the page. A page without such an item may begin behind a gap: the pass steps back until one joins, at the latest
 * that at offset 0. Items that move about can slip through all the same: then fewer are counted than there are.
 */
export class ListPass {
  /** Keys of the items in the piece that has been joined. */
  readonly #joined = new Set<string>();
  #resources = 0;
  readonly #unreadableAt = new Set<number>();
  readonly #totals = new Set<number>();
  #pages = 0;
  /** The page to ask for; `undefined` at the end. */
  #next: ApiPageRange | undefined;
  /** Where the page before ended, and its last keys, which the next page should begin with. */
  #before: { readonly end: number; readonly tail: readonly string[] } | undefined;
  #stepsBack = 0;
  #stepWidth: number;
  #hasMoved = false;

  constructor(private readonly options: PassOptions) {
    this.#next = { offset: 0, limit: options.limit };
    this.#stepWidth = Math.ceil(options.limit / 2);
  }

  /** The page to ask for; `undefined` at the end of the pass. */
  get next(): ApiPageRange | undefined {
    return this.#next;
  }

  /** Takes the page that was asked for. */
  take(page: ApiPage): void {
    const offset = this.#next?.offset ?? 0;
    const keys = keysByPlace(page);
    this.#pages += 1;
    this.#totals.add(page.total);
    if (keys.length === 0 && (offset === 0 || offset < page.total)) this.#next = undefined;
    else if (offset === 0 || this.#joins(keys)) this.#join(page, offset, keys);
    else this.#stepBack(Math.min(offset, page.total));
  }

  /**
   * Whether the pass saw all that was in the list throughout, as far as one pass can tell: the total stayed, no
   * step back was needed, and as many items were seen as there are. A server may count items that it does not
   * show: then it is enough that each page went on exactly where the one before ended. One page alone is one state
   * of the list.
   */
  get isSettled(): boolean {
    const [total = 0] = this.#totals;
    const seen = this.#resources + this.#unreadableAt.size;
    if (seen === 0) return total === 0;
    if (this.#pages === 1) return true;
    return this.#totals.size === 1 && this.#stepsBack === 0 && (seen >= total || !this.#hasMoved);
  }

  #joins(keys: readonly string[]): boolean {
    // Where the page before had too few items for any overlap, nothing can be compared.
    if (this.#before?.tail.length === 0) return true;
    return keys.slice(0, this.options.overlap).some((key) => this.#joined.has(key));
  }

  #join({ total, unreadable }: ApiPage, offset: number, keys: readonly string[]): void {
    const end = offset + keys.length;
    const before = this.#before;
    const repeated = before?.tail ?? [];
    for (const [place, key] of keys.entries()) {
      const isRepeated = place < repeated.length;
      const isKnown = this.#joined.has(key);
      if (isRepeated ? key !== repeated[place] : isKnown && isOfResource(key)) this.#hasMoved = true;
      if (isKnown) continue;
      this.#joined.add(key);
      if (isOfResource(key)) this.#resources += 1;
    }
    for (const { index } of unreadable) this.#unreadableAt.add(offset + index);

    const overlap = Math.min(this.options.overlap, Math.floor(keys.length / 2));
    this.#before = { end, tail: keys.slice(keys.length - overlap) };
    this.#stepWidth = Math.ceil(this.options.limit / 2);
    const isEnd = end >= total || (before !== undefined && end <= before.end);
    this.#next = isEnd ? undefined : { offset: end - overlap, limit: this.options.limit };
  }

  #stepBack(from: number): void {
    this.#stepsBack += 1;
    this.#next =
      this.#stepsBack > MAX_STEPS_BACK
        ? undefined
        : { offset: Math.max(0, from - this.#stepWidth), limit: this.options.limit };
    this.#stepWidth *= 2;
    this.#before = undefined;
  }
}

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

/** What an item of a list is recognised by: its id, or, where it cannot be read, its text; alike texts are one. */
function keyOf(item: ApiResource | UnreadableItem): string {
  return 'id' in item ? `#${item.id}` : digestOf(item.raw);
}

function isOfResource(key: string): boolean {
  return key.startsWith('#');
}

/** The keys of a page's items, in SignalZen's order. */
function keysByPlace({ items, unreadable }: ApiPage): readonly string[] {
  const keys = items.map(keyOf);
  for (const item of unreadable) keys.splice(item.index, 0, keyOf(item));
  return keys;
}

/** Short, however long the item is. */
function digestOf(raw: unknown): string {
  return createHash('sha256').update(JSON.stringify(raw)).digest('base64');
}
