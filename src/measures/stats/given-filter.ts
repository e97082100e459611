import type { AttributeValues, StatsFilter } from './dimensions';

/** A filter as somebody asks for it: what is missing filters nothing. */
export interface GivenFilter {
  readonly accounts?: readonly string[] | null;
  readonly operators?: readonly string[] | null;
  readonly pages?: readonly string[] | null;
  readonly attributes?: readonly AttributeValues[] | null;
  readonly copilot?: boolean | null;
}

/** A filter as the measures take it. */
export function filterOf(given: GivenFilter | null | undefined): StatsFilter {
  return {
    accounts: given?.accounts ?? [],
    operators: given?.operators ?? [],
    pages: given?.pages ?? [],
    attributes: given?.attributes ?? [],
    copilot: given?.copilot ?? undefined,
  };
}
