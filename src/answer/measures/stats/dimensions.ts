import type { SqlParameter } from '../../../platform/clickhouse/sql-parameters';
import type { OperatorChoice } from '../../../platform/config/operator-choice';

/** What measures can be grouped by. */
export const DIMENSIONS = ['ACCOUNT', 'OPERATOR', 'PAGE', 'COPILOT', 'ATTRIBUTE'] as const;
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
  readonly pages: readonly string[];
  readonly attributes: readonly AttributeValues[];
  readonly copilot: boolean | undefined;
}

/** How a question is grouped and filtered. */
export interface Grouping {
  /** In the order of {@link DIMENSIONS}, each once; OPERATOR never without ACCOUNT. */
  readonly groupBy: readonly StatsDimension[];
  /** The attribute that ATTRIBUTE groups by. */
  readonly attribute: string | undefined;
  readonly filter: StatsFilter;
}

export const NO_FILTER: StatsFilter = {
  accounts: [],
  operators: [],
  pages: [],
  attributes: [],
  copilot: undefined,
};

/** The columns of `facts`, and where they have them of the roll-ups. */
const COLUMN_OF: Record<StatsDimension, string> = {
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

/** Selects the dimensions of a grouping, as `, column AS name` each. */
export function dimensionColumns({ groupBy }: Grouping): string {
  return groupBy.map((dimension) => `, ${COLUMN_OF[dimension]} AS ${columnName(dimension)}_of`).join('');
}

/** Whether roll-ups hold what the grouping needs: they know neither pages nor attributes. */
export function areRollUpsEnough({ groupBy, filter }: Grouping): boolean {
  const isNeeded = groupBy.includes('PAGE') || groupBy.includes('ATTRIBUTE');
  return !isNeeded && filter.pages.length === 0 && !filter.attributes.some(({ values }) => values.length > 0);
}

/** The column `dimensions` of the roll-ups that hold just what the grouping needs. */
export function rollUpsOf({ groupBy, filter }: Grouping): 'none' | 'operator' | 'operator_copilot' {
  if (groupBy.includes('COPILOT') || filter.copilot !== undefined) return 'operator_copilot';
  return groupBy.includes('OPERATOR') || filter.operators.length > 0 ? 'operator' : 'none';
}

/** What the filter demands, as `AND …` each, and the values of its parameters. */
export function conditionsOf({ filter, groupBy, attribute }: Grouping): {
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
  const operators = operatorCondition(filter.operators);
  if (operators !== undefined) {
    conditions.push(operators.sql);
    Object.assign(parameters, operators.parameters);
  }
  among('page', 'pages', filter.pages);
  filter.attributes.forEach(({ name, values }, index) => {
    among(`attributes[{attribute_${index}: String}]`, `attribute_values_${index}`, values);
    if (values.length > 0) parameters[`attribute_${index}`] = name;
  });
  if (filter.copilot !== undefined) conditions.push(filter.copilot ? 'copilot' : 'NOT copilot');
  if (groupBy.includes('ATTRIBUTE')) parameters['attribute'] = attribute ?? '';
  return { sql: conditions.map((condition) => `\n    AND ${condition}`).join(''), parameters };
}

/** Those of any account by their ids alone, the others by account and id. */
function operatorCondition(
  operators: readonly OperatorChoice[],
): { sql: string; parameters: Record<string, readonly string[]> } | undefined {
  const anywhere = operators.flatMap(({ account, id }) => (account === undefined ? [id] : []));
  const ofAccounts = operators.flatMap(({ account, id }) => (account === undefined ? [] : [{ account, id }]));
  const byId = 'operator IN {operators: Array(String)}';
  const byAccount =
    '(account, operator) IN arrayZip({operator_accounts: Array(String)}, {operator_ids: Array(String)})';
  const parameters = {
    ...(anywhere.length > 0 ? { operators: anywhere } : {}),
    ...(ofAccounts.length > 0
      ? {
          operator_accounts: ofAccounts.map(({ account }) => account),
          operator_ids: ofAccounts.map(({ id }) => id),
        }
      : {}),
  };
  if (anywhere.length > 0 && ofAccounts.length > 0) return { sql: `(${byId} OR ${byAccount})`, parameters };
  if (anywhere.length > 0) return { sql: byId, parameters };
  return ofAccounts.length > 0 ? { sql: byAccount, parameters } : undefined;
}
