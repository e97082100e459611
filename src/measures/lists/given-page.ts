import type { Page } from '../events/page';

/** A part of a list as somebody asks for it: what is missing has its default. */
export interface GivenPage {
  readonly limit?: number | null | undefined;
  readonly offset?: number | null | undefined;
}

/** @param limit the default one */
export function pageOf(given: GivenPage, limit = 100): Page {
  return { limit: given.limit ?? limit, offset: given.offset ?? 0 };
}
