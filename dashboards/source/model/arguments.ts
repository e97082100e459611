/** Which of a dashboard's choices a question follows. */
export type Filters = readonly ('account' | 'operator' | 'page' | 'copilot' | 'attribute')[];

/** The range of the dashboard. These macros also work in alerts, where variables do not. */
export const RANGE = 'from: "${__timeFrom:date:iso}", to: "${__timeTo:date:iso}"';

const PARTS: Record<Filters[number], string> = {
  account: 'accounts: [${account:doublequote}]',
  operator: 'operators: [${operator:doublequote}]',
  page: 'pages: [${page:doublequote}]',
  attribute: 'attributes: [{ name: "${attribute}", values: [${attribute_value:doublequote}] }]',
  copilot: 'copilot: ${copilot}',
};

/** The argument `filter`. */
export function listFilter(filters: Filters): string {
  return `filter: { ${filters.map((name) => PARTS[name]).join(', ')} }`;
}
