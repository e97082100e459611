import type { DashboardJson } from '../dashboard-json';

/** Something that must hold for every dashboard. */
export interface Rule {
  /** A sentence about dashboards. */
  readonly name: string;
  /** What is wrong, in words; nothing if all is well. */
  problems(dashboard: DashboardJson, file: string): string[];
}

/** The problem if something does not hold. */
export function unless(holds: boolean, problem: string): string[] {
  return holds ? [] : [problem];
}
