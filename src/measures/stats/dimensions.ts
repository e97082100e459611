import type { SqlParameter } from '../../clickhouse/sql-parameters';

/** What measures can be grouped by. */
export const DIMENSIONS = ['ACCOUNT', 'OPERATOR', 'PAGE', 'COPILOT', 'ATTRIBUTE'] as const;
export type StatsDimension = (typeof DIMENSIONS)[number];

/** An attribute of visitors, and the values that are wanted. */
export interface AttributeValues {
  readonly name: string;
  readonly values: readonly string[];
}

/** Which samples are wanted. All parts must hold; an empty list asks for nothing. */
export interface StatsFilter {
  readonly accounts: readonly string[];
  readonly operators: readonly string[];
  readonly pages: readonly string[];
  readonly attributes: readonly AttributeValues[];
  readonly copilot: boolean | undefined;
}

/** How a question is grouped and filtered. */
export interface Grouping {
  /** In the order of {@link DIMENSIONS}, each once. */
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

/** The columns of `samples`, and where they have them of the roll-ups. */
const COLUMN_OF: Record<StatsDimension, string> = {
  ACCOUNT: 'account',
  OPERATOR: 'operator',
  PAGE: 'page',
  COPILOT: 'copilot',
  ATTRIBUTE: 'attributes[{attribute: String}]',
};

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
  among('operator', 'operators', filter.operators);
  among('page', 'pages', filter.pages);
  filter.attributes.forEach(({ name, values }, index) => {
    among(`attributes[{attribute_${index}: String}]`, `attribute_values_${index}`, values);
    if (values.length > 0) parameters[`attribute_${index}`] = name;
  });
  if (filter.copilot !== undefined) conditions.push(filter.copilot ? 'copilot' : 'NOT copilot');
  if (groupBy.includes('ATTRIBUTE')) parameters['attribute'] = attribute ?? '';
  return { sql: conditions.map((condition) => `\n    AND ${condition}`).join(''), parameters };
}
