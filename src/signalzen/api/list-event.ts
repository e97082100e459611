import type { ApiPage } from './api-page';

/**
 * How the reading of a list ended:
 * - `complete`: whatever was in the list for the whole time has been given;
 * - `gone`: SignalZen has the list no more; what was given before is all there is;
 * - `stable`: the list changed while it was read, as that of a busy account always does; but the last of at least three
 *   passes brought nothing that was there at the begin;
 * - `unstable`: every pass brought something, so that more may be missing. Reading it later may do better.
 */
export type ListEnd = 'complete' | 'stable' | 'gone' | 'unstable';

/** What reading a list gives: items, for each page that brought any, and at last how it ended. */
export type ListEvent =
  | (Pick<ApiPage, 'items' | 'unreadable' | 'total'> & { readonly type: 'items' })
  | { readonly type: 'end'; readonly how: ListEnd; readonly passes: number };
