import type { WalkedClock } from './walked-clock';

/** What a sample is grouped and filtered by. */
export interface Dimensions {
  readonly operator: string;
  readonly page: string;
  readonly copilot: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

/** docs/metrics.md: "outside of any episode it has '' and false". */
export const OUTSIDE: Dimensions = { operator: '', page: '', copilot: false, attributes: new Map() };

/** The contract's StatsFilter, without the accounts: "All given parts must hold", an empty list is none. */
export interface Filter {
  readonly operators?: readonly string[];
  readonly pages?: readonly string[];
  readonly attributes?: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly copilot?: boolean;
  /** By the anchor of what is counted. */
  readonly hours?: 'INSIDE' | 'OUTSIDE' | 'ALL';
}

/** "INSIDE where the account's schedule in force then is open, OUTSIDE where it is not" */
export function isInHours(time: number, clock: WalkedClock, { hours = 'ALL' }: Filter): boolean {
  return hours === 'ALL' || (hours === 'INSIDE') === clock.isOpenAt(time);
}

export function isSelected(dimensions: Dimensions, filter: Filter): boolean {
  const isOneOf = (value: string, values: readonly string[] = []) =>
    values.length === 0 || values.includes(value);
  return (
    isOneOf(dimensions.operator, filter.operators) &&
    isOneOf(dimensions.page, filter.pages) &&
    (filter.copilot === undefined || filter.copilot === dimensions.copilot) &&
    (filter.attributes ?? []).every(({ name, values }) => isOneOf(attributeIn(dimensions, name), values))
  );
}

export type GroupedBy = 'operator' | 'page' | 'copilot' | 'attribute';

/** The values of the dimensions that are grouped by; the others are left out. */
export type Group = Partial<Record<'operator' | 'page' | 'attribute', string> & { copilot: boolean }>;

/** @param attribute the name of the attribute that `attribute` groups by */
export function groupOf(
  dimensions: Dimensions,
  groupBy: readonly GroupedBy[],
  attribute: string | undefined,
): Group {
  const { operator, page, copilot } = dimensions;
  const values = { operator, page, copilot, attribute: attributeIn(dimensions, attribute) };
  return Object.fromEntries(groupBy.map((dimension) => [dimension, values[dimension]]));
}

function attributeIn({ attributes }: Dimensions, name: string | undefined): string {
  return (name === undefined ? undefined : attributes.get(name)) ?? '';
}
