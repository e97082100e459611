import { BadInput } from '../bad-input';

/** The most rows of one page: each comes with its body. */
const MOST_ROWS = 10_000;

/** A part of a long list. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** @throws BadInput for a page that cannot be answered */
export function requirePage({ limit, offset }: Page): void {
  if (limit < 1 || limit > MOST_ROWS) throw new BadInput(`limit must be from 1 to ${MOST_ROWS}.`);
  if (offset < 0) throw new BadInput('offset must be 0 or more.');
}
