import { z } from 'zod';
import { readResource, wholeNumber } from './api-resource';
import type { ApiResource, UnreadableItem } from './api-resource';

/** Which part of a list. */
export interface ApiPageRange {
  readonly offset: number;
  /** From 1 to 99. */
  readonly limit: number;
}

/** A part of a list as SignalZen gave it: range and total are what the answer says. */
export interface ApiPage extends ApiPageRange {
  /** Items of the whole list. */
  readonly total: number;
  /** In SignalZen's order, which is not documented. */
  readonly items: readonly ApiResource[];
  /** What stands between them. `index` is the place in the answer's list, from 0. */
  readonly unreadable: readonly (UnreadableItem & { readonly index: number })[];
}

const count = wholeNumber.transform(Number);
const entries = z.array(z.unknown(), 'must be a list').transform((list) => list.map(readResource));
const range = { limit: count, offset: count, total: count };
const NO_OBJECT = 'must be an object';

/** The form of a page of users. An item that cannot be read fails no page. */
export const userPageSchema = z
  .object({ ...range, users: entries }, NO_OBJECT)
  .transform(({ users, ...page }) => apiPageOf(page, users));

/** The form of a page of messages. An item that cannot be read fails no page. */
export const messagePageSchema = z
  .object({ ...range, messages: entries }, NO_OBJECT)
  .transform(({ messages, ...page }) => apiPageOf(page, messages));

function apiPageOf(
  page: Pick<ApiPage, 'limit' | 'offset' | 'total'>,
  read: readonly (ApiResource | UnreadableItem)[],
): ApiPage {
  return {
    ...page,
    items: read.filter((entry) => 'id' in entry),
    unreadable: read.flatMap((entry, index) => ('id' in entry ? [] : [{ ...entry, index }])),
  };
}
