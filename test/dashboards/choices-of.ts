import type { DashboardJson, VariableJson } from './dashboard-json';

/**
 * What each variable of a dashboard holds when it is opened for the first time: all, or the first of a list; and its
 * zone.
 */
export function firstChoicesOf({ templating }: DashboardJson): Map<string, string[]> {
  const variables = templating.list.map((variable): [string, string[]] => [
    variable.name,
    [firstChoiceOf(variable)],
  ]);
  return new Map([...variables, ['__timezone', ['utc']]]);
}

function firstChoiceOf({ type, multi, allValue, options, query }: VariableJson): string {
  if (multi === true) return allValue ?? '';
  if (type === 'textbox') return String(query);
  // Of what is asked for, the name of an attribute that simulated visitors have.
  return options?.[0]?.value ?? 'plan';
}
