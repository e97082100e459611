import type { DashboardJson } from './dashboard-json';

/** What each variable of a dashboard holds when it is opened for the first time: all, or the first of a list; and its zone. */
export function firstChoicesOf({ templating }: DashboardJson): Map<string, string[]> {
  const variables = templating.list.map(
    ({ name, multi, allValue, options }) =>
      [name, [multi === true ? (allValue ?? '') : (options?.[0]?.value ?? 'plan')]] as [string, string[]],
  );
  return new Map([...variables, ['__timezone', ['utc']]]);
}
