import type { ApiPage } from './api-page';

/**
 * How the reading of a list ended:
 * - `complete`: whatever was in the list for the whole time has been given;
 * - `gone`: SignalZen has the list no more; what was given before is all there is;
 * - `restless`: the list changed in every pass, so that something may be missing. Reading it later may do better.
 */
export type ListEnd = 'complete' | 'gone' | 'restless';

/** What reading a list gives: items, for each page that brought any, and at last how it ended. */
export type ListEvent =
  | (Pick<ApiPage, 'items' | 'unreadable' | 'total'> & { readonly type: 'items' })
  | { readonly type: 'end'; readonly how: ListEnd; readonly passes: number };
