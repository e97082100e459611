import type { DashboardJson } from './dashboard-json';

/** One thing done wrong to a dashboard, and the rule that must see it. */
export interface Mutation {
  readonly name: string;
  readonly rule: RegExp;
  /** The dashboard that has what is broken: that of the ratings, unless told otherwise. */
  readonly file?: string;
  break(dashboard: DashboardJson): void;
}
