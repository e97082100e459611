import { BadInput, ResultTooLarge } from '../../answer/measures/bad-input';
import { NO_FILTER } from '../../answer/measures/stats/dimensions';
import type { StatsDimension, StatsFilter } from '../../answer/measures/stats/dimensions';
import { nameOfGroup } from '../../answer/measures/stats/groups';
import type { Group } from '../../answer/measures/stats/stats-request';
import type { AlertRules } from '../../platform/rules/alert-rules';

/** What an alert looks at. */
export type AlertFilter = Pick<AlertRules, 'accounts' | 'teams' | 'pages' | 'copilot'>;

/** Filters of one shape name one value each of the same dimensions: one question, by these as groups, answers all. */
interface FilterShape {
  readonly groupBy: readonly StatsDimension[];
  /** The same for filters that share a question. */
  readonly key: string;
}

/** A question that answers several filters. */
export interface SharedFilter {
  readonly filter: StatsFilter;
  /** Empty: it is of one filter alone. */
  readonly groupBy: readonly StatsDimension[];
  readonly of: readonly AlertFilter[];
}

/** Of more a question would be too long. */
const MAX_FILTERS = 500;

/** A filter that names several values of a dimension shares its question with those that are just the same. */
export function shapeOf({ accounts, teams, pages, copilot }: AlertFilter): FilterShape {
  const isShared = [accounts, teams, pages].every(({ length }) => length <= 1);
  if (!isShared) return { groupBy: [], key: JSON.stringify([accounts, teams, pages, copilot]) };
  const groupBy: StatsDimension[] = [
    ...(accounts.length > 0 ? (['ACCOUNT'] as const) : []),
    ...(teams.length > 0 ? (['TEAM'] as const) : []),
    ...(pages.length > 0 ? (['PAGE'] as const) : []),
    ...(copilot === undefined ? [] : (['COPILOT'] as const)),
  ];
  return { groupBy, key: groupBy.join() };
}

/** @param filters of one shape, in any number; the same may be there several times */
export function sharedFilters(filters: readonly AlertFilter[]): SharedFilter[] {
  const distinct = [...new Map(filters.map((filter) => [nameOfFilter(filter), filter])).values()];
  const shared: SharedFilter[] = [];
  for (let first = 0; first < distinct.length; first += MAX_FILTERS)
    shared.push(sharedFilterOf(distinct.slice(first, first + MAX_FILTERS)));
  return shared;
}

/**
 * Asks for filters of one shape together. Where one of them cannot be answered, it is found by halves, and the others
 * are.
 * @param ask answers by the names of filters
 * @returns the same; BadInput for what the rules do not know any more
 * @throws ClickHouseError
 */
export async function askTogether<Answer>(
  filters: readonly AlertFilter[],
  ask: (shared: SharedFilter) => Promise<Iterable<readonly [string, Answer]>>,
): Promise<ReadonlyMap<string, Answer | BadInput>> {
  const found = new Map<string, Answer | BadInput>();
  const askOne = async (shared: SharedFilter): Promise<void> => {
    const { of } = shared;
    try {
      for (const [name, answer] of await ask(shared)) found.set(name, answer);
    } catch (error) {
      if (of.length > 1 && (error instanceof BadInput || error instanceof ResultTooLarge)) {
        const half = Math.ceil(of.length / 2);
        for (const part of [of.slice(0, half), of.slice(half)]) await askOne(sharedFilterOf(part));
      } else if (error instanceof BadInput) for (const one of of) found.set(nameOfFilter(one), error);
      else throw error;
    }
  };
  for (const shared of sharedFilters(filters)) await askOne(shared);
  return found;
}

/** Of one shape, the same as {@link nameOfGroup} of the group that answers it. */
export function nameOfFilter(filter: AlertFilter): string {
  const known = NAMES.get(filter);
  if (known !== undefined) return known;
  const name = nameOfGroup(groupOfFilter(filter));
  NAMES.set(filter, name);
  return name;
}

/** Thousands are asked for it at each look. */
const NAMES = new WeakMap<AlertFilter, string>();

/** Where filters share a question, the group that answers one. */
export function groupOfFilter({ accounts, teams, pages, copilot }: AlertFilter): Group {
  const one = (values: readonly string[]) =>
    values.length > 1 ? JSON.stringify(values) : (values[0] ?? null);
  return {
    ...{ account: one(accounts), team: one(teams), page: one(pages), copilot: copilot ?? null },
    ...{ operator: null, operatorName: null, teamOverlaps: null, attribute: null },
  };
}

/** Where a question is of one filter alone, the group that answers it. */
export const WHOLE: Group = groupOfFilter({ accounts: [], teams: [], pages: [], copilot: undefined });

function sharedFilterOf(of: readonly AlertFilter[]): SharedFilter {
  const [first, second] = of;
  if (first === undefined) throw new RangeError('there must be a filter');
  const { accounts, teams, pages, copilot } = first;
  if (second === undefined)
    return { filter: { ...NO_FILTER, accounts, teams, pages, copilot }, groupBy: [], of };
  const all = (valuesOf: (filter: AlertFilter) => readonly string[]) => [...new Set(of.flatMap(valuesOf))];
  return {
    filter: {
      ...NO_FILTER,
      accounts: all((filter) => filter.accounts),
      teams: all((filter) => filter.teams),
      pages: all((filter) => filter.pages),
    },
    groupBy: shapeOf(first).groupBy,
    of,
  };
}
