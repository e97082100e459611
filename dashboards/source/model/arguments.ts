/** Which of a dashboard's choices a question follows. */
export type Filters = readonly (
  'account' | 'operator' | 'team' | 'page' | 'copilot' | 'hours' | 'attribute'
)[];

/** The range of the dashboard. These macros also work in alerts, where variables do not. */
export const RANGE = 'from: "${__timeFrom:date:iso}", to: "${__timeTo:date:iso}"';

/** Whose days and months are counted: those of the dashboard, which Grafana draws. */
export const ZONE = 'timezone: "${__timezone}"';

const VARIABLES: Record<Filters[number], readonly string[]> = {
  account: ['account'],
  operator: ['operator'],
  team: ['team'],
  page: ['page'],
  copilot: ['copilot'],
  hours: ['hours'],
  attribute: ['attribute', 'attribute_value'],
};

/**
 * The argument `filter`. Of all of Grafana's formats only `queryparam` keeps several values apart whatever is in them:
 * `doublequote` leaves backslashes and line breaks as they are, and `json` leaves a single text without quotes.
 */
export function listFilter(filters: Filters): string {
  const variables = filters.flatMap((name) => VARIABLES[name]);
  return `filter: { encoded: "${variables.map((name) => `\${${name}:queryparam}`).join('&')}" }`;
}

/** A single text, as the content of quotes. The argument must be one that takes it percent-encoded. */
export function encodedChoice(name: string): string {
  return `"\${${name}:percentencode}"`;
}
