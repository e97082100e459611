import type { SqlParameter } from '../../../platform/clickhouse/sql-parameters';
import type { OperatorChoice } from '../../../platform/config/operator-choice';
import { ALL_HOURS, HOURS_CONDITION } from './hours';
import type { Hours } from './hours';
import { operatorCondition, teamCombinations, teamCondition } from './teams';
import type { Teams } from './teams';

/** What measures can be grouped by. */
export const DIMENSIONS = ['ACCOUNT', 'OPERATOR', 'TEAM', 'PAGE', 'COPILOT', 'ATTRIBUTE'] as const;
export type StatsDimension = (typeof DIMENSIONS)[number];

/** An attribute of visitors, and the values that are wanted. */
export interface AttributeValues {
  readonly name: string;
  readonly values: readonly string[];
}

/** Which facts are wanted. All parts must hold; an empty list asks for nothing. */
export interface StatsFilter {
  readonly accounts: readonly string[];
  readonly operators: readonly OperatorChoice[];
  /** By name; '' for whoever is in none. */
  readonly teams: readonly string[];
  readonly pages: readonly string[];
  readonly attributes: readonly AttributeValues[];
  readonly copilot: boolean | undefined;
  /** By the moment at which something is counted. */
  readonly hours: Hours;
}

/** How a question is grouped and filtered. */
export interface Grouping {
  /** In the order of {@link DIMENSIONS}, each once; OPERATOR never without ACCOUNT. */
  readonly groupBy: readonly StatsDimension[];
  /** The attribute that ATTRIBUTE groups by. */
  readonly attribute: string | undefined;
  readonly filter: StatsFilter;
  /** Those that the rules name now. */
  readonly teams: Teams;
}

export const NO_FILTER: StatsFilter = {
  accounts: [],
  operators: [],
  teams: [],
  pages: [],
  attributes: [],
  copilot: undefined,
  hours: ALL_HOURS,
};

/** The columns of `facts`, and where they have them of the roll-ups. */
const COLUMN_OF: Record<Exclude<StatsDimension, 'TEAM'>, string> = {
  ACCOUNT: 'account',
  OPERATOR: 'operator',
  PAGE: 'page',
  COPILOT: 'copilot',
  ATTRIBUTE: 'attributes[{attribute: String}]',
};

/** What is asked for as groups, in order and each once. An operator is a person of an account, and grouped by both. */
export function groupingBy(asked: readonly StatsDimension[]): StatsDimension[] {
  const isOfAccount = asked.includes('OPERATOR');
  return DIMENSIONS.filter(
    (dimension) => asked.includes(dimension) || (dimension === 'ACCOUNT' && isOfAccount),
  );
}

/** The dimensions by which a question looks at a part of what there is: by its groups, or by its filter. */
export function dimensionsUsed({ groupBy, filter }: Pick<Grouping, 'groupBy' | 'filter'>): StatsDimension[] {
  const isFiltered: Record<StatsDimension, boolean> = {
    ACCOUNT: filter.accounts.length > 0,
    OPERATOR: filter.operators.length > 0,
    TEAM: filter.teams.length > 0,
    PAGE: filter.pages.length > 0,
    COPILOT: filter.copilot !== undefined,
    ATTRIBUTE: filter.attributes.some(({ values }) => values.length > 0),
  };
  return DIMENSIONS.filter((dimension) => groupBy.includes(dimension) || isFiltered[dimension]);
}

/** The name of a dimension's column in an answer. */
export function columnName(dimension: StatsDimension): string {
  return dimension.toLowerCase();
}

/** Selects the dimensions of a grouping, as `, column AS name_of` each; by TEAM, a row once for each of its teams. */
export function dimensionColumns({ groupBy, filter, teams }: Grouping): string {
  const columnOf = (dimension: StatsDimension) => {
    if (dimension !== 'TEAM') return COLUMN_OF[dimension];
    const { number, namesOf } = teamCombinations(filter.teams, teams);
    return namesOf(number);
  };
  return groupBy.map((dimension) => `, ${columnOf(dimension)} AS ${columnName(dimension)}_of`).join('');
}

/** The same where teams are told later: in their place stands who may be in them, `account` and `operator`. */
export function memberColumns(grouping: Grouping): string {
  const groupBy = grouping.groupBy.filter((dimension) => dimension !== 'TEAM');
  const members = groupBy.length < grouping.groupBy.length ? ', account, operator' : '';
  return dimensionColumns({ ...grouping, groupBy }) + members;
}

/** Whether roll-ups hold what the grouping needs: they know neither pages nor attributes, nor working hours. */
export function areRollUpsEnough({ groupBy, filter }: Grouping): boolean {
  const { pages, attributes, hours } = filter;
  const isGroupedBeyond = groupBy.includes('PAGE') || groupBy.includes('ATTRIBUTE');
  const isFilteredBeyond = pages.length > 0 || attributes.some(({ values }) => values.length > 0);
  return !isGroupedBeyond && !isFilteredBeyond && hours === ALL_HOURS;
}

/** The column `dimensions` of the roll-ups that hold just what the grouping needs. */
export function rollUpsOf({ groupBy, filter }: Grouping): 'none' | 'operator' | 'operator_copilot' {
  if (groupBy.includes('COPILOT') || filter.copilot !== undefined) return 'operator_copilot';
  const isOfOperators = groupBy.includes('OPERATOR') || groupBy.includes('TEAM');
  return isOfOperators || filter.operators.length + filter.teams.length > 0 ? 'operator' : 'none';
}

/**
 * What the filter demands, as `AND …` each, and the values of its parameters.
 * @throws BadInput for a team that there is not
 */
export function conditionsOf({ filter, groupBy, attribute, teams }: Grouping): {
  sql: string;
  parameters: Record<string, SqlParameter>;
} {
  const parameters: Record<string, SqlParameter> = {};
  const conditions: string[] = [];
  const among = (column: string, name: string, values: readonly string[]): void => {
    if (values.length === 0) return;
    conditions.push(`${column} IN {${name}: Array(String)}`);
    parameters[name] = values;
  };
  among('account', 'accounts', filter.accounts);
  for (const one of [operatorCondition('operator', filter.operators), teamCondition(filter.teams, teams)]) {
    if (one === undefined) continue;
    conditions.push(one.sql);
    Object.assign(parameters, one.parameters);
  }
  among('page', 'pages', filter.pages);
  filter.attributes.forEach(({ name, values }, index) => {
    among(`attributes[{attribute_${index}: String}]`, `attribute_values_${index}`, values);
    if (values.length > 0) parameters[`attribute_${index}`] = name;
  });
  if (filter.copilot !== undefined) conditions.push(filter.copilot ? 'copilot' : 'NOT copilot');
  if (filter.hours !== ALL_HOURS) conditions.push(HOURS_CONDITION[filter.hours]);
  if (groupBy.includes('TEAM')) Object.assign(parameters, teamCombinations(filter.teams, teams).parameters);
  if (groupBy.includes('ATTRIBUTE')) parameters['attribute'] = attribute ?? '';
  return { sql: conditions.map((condition) => `\n    AND ${condition}`).join(''), parameters };
}
