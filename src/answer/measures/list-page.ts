import { BadInput } from './bad-input';

/** The most rows of one page: each comes with its body. */
const MAX_ROWS = 10_000;

/** A part of a long list. */
export interface ListPage {
  readonly limit: number;
  readonly offset: number;
}

/** A part of a list as somebody asks for it: what is missing has its default. */
export interface ListPageInput {
  readonly limit?: number | null | undefined;
  readonly offset?: number | null | undefined;
}

/** @param limit the default one */
export function resolveListPage(input: ListPageInput, limit = 100): ListPage {
  return { limit: input.limit ?? limit, offset: input.offset ?? 0 };
}

/** @throws BadInput for a page that cannot be answered */
export function requireListPage({ limit, offset }: ListPage): void {
  if (limit < 1 || limit > MAX_ROWS) throw new BadInput(`limit must be from 1 to ${MAX_ROWS}.`);
  if (offset < 0) throw new BadInput('offset must be 0 or more.');
}
