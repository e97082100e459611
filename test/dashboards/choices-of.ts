import type { DashboardJson } from './dashboard-json';

/** What each variable of a dashboard holds when it is opened for the first time: all, or the first of a list. */
export function firstChoicesOf({ templating }: DashboardJson): Map<string, string[]> {
  return new Map(
    templating.list.map(({ name, multi, allValue, options }) => [
      name,
      [multi === true ? (allValue ?? '') : (options?.[0]?.value ?? 'plan')],
    ]),
  );
}
