import type { Query } from './graphql-client';
import type { NamedValue } from './overview';

/** An account of which not everything is kept. */
export interface KeptSince {
  readonly account: string;
  /** Of the time before then nothing is counted any more; null: all of it is. */
  readonly factsSince: string | null;
}

export interface MenusData {
  readonly pages: readonly NamedValue[];
  readonly attributeNames: readonly NamedValue[];
  readonly freshness: { readonly kept: readonly KeptSince[] };
}

/**
 * What there is to choose that takes long to find in very many contacts, and what is not kept any more: asked for when
 * the figures have come.
 */
export const MENUS: Query<MenusData> = {
  text: `query Menus($from: DateTime!, $to: DateTime!) {
  pages(from: $from, to: $to) { value label }
  attributeNames { value label }
  freshness { kept { account factsSince } }
}
`,
};
