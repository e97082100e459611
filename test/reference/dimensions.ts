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
  /** "Who is in none is in the team ''." */
  readonly teams?: readonly string[];
  readonly pages?: readonly string[];
  readonly attributes?: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly copilot?: boolean;
  /** By the anchor of what is counted. */
  readonly hours?: 'INSIDE' | 'OUTSIDE' | 'ALL';
}

/** docs/rules.md, "teams": the names of those that an operator of the account is in. */
export type TeamsOf = (operator: string) => readonly string[];

export const NO_TEAMS: TeamsOf = () => [];

/** "INSIDE where the account's schedule in force then is open, OUTSIDE where it is not" */
export function isInHours(time: number, clock: WalkedClock, { hours = 'ALL' }: Filter): boolean {
  return hours === 'ALL' || (hours === 'INSIDE') === clock.isOpenAt(time);
}

export function isSelected(dimensions: Dimensions, filter: Filter, teamsOf = NO_TEAMS): boolean {
  const isOneOf = (value: string, values: readonly string[] = []) =>
    values.length === 0 || values.includes(value);
  return (
    isOneOf(dimensions.operator, filter.operators) &&
    teamsIn(dimensions, teamsOf).some((team) => isOneOf(team, filter.teams)) &&
    isOneOf(dimensions.page, filter.pages) &&
    (filter.copilot === undefined || filter.copilot === dimensions.copilot) &&
    (filter.attributes ?? []).every(({ name, values }) => isOneOf(attributeIn(dimensions, name), values))
  );
}

export type GroupedBy = 'operator' | 'team' | 'page' | 'copilot' | 'attribute';

/** The values of the dimensions that are grouped by; the others are left out. */
export type Group = Partial<
  Record<'operator' | 'team' | 'page' | 'attribute', string> & { copilot: boolean }
>;

interface Grouping {
  readonly groupBy?: readonly GroupedBy[];
  /** The name of the attribute that `attribute` groups by. */
  readonly attribute?: string | undefined;
  readonly filter?: Filter;
  readonly teamsOf?: TeamsOf;
}

/** The groups that something is in: one, or by team those of all teams that are asked for. */
export function groupsOf(
  dimensions: Dimensions,
  { groupBy = [], attribute, filter = {}, teamsOf = NO_TEAMS }: Grouping,
): Group[] {
  const { operator, page, copilot } = dimensions;
  const { teams: wanted = [] } = filter;
  const teams = teamsIn(dimensions, teamsOf).filter((team) => wanted.length === 0 || wanted.includes(team));
  return (groupBy.includes('team') ? teams : ['']).map((team) => {
    const values = { operator, team, page, copilot, attribute: attributeIn(dimensions, attribute) };
    return Object.fromEntries(groupBy.map((dimension) => [dimension, values[dimension]]));
  });
}

function teamsIn({ operator }: Dimensions, teamsOf: TeamsOf): readonly string[] {
  const teams = teamsOf(operator);
  return teams.length === 0 ? [''] : teams;
}

function attributeIn({ attributes }: Dimensions, name: string | undefined): string {
  return (name === undefined ? undefined : attributes.get(name)) ?? '';
}
