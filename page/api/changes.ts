import type { Query } from './graphql-client';

/** How a measure changed, as the service judges it. */
export interface AnsweredChange {
  readonly measure: string;
  readonly value: number | null;
  readonly previous: number | null;
  readonly n: number;
  readonly nPrevious: number;
  /** Of rates, averages and percentiles in their unit, of counts as a share of what there was. */
  readonly changeLow: number | null;
  readonly changeHigh: number | null;
  /** Null: nothing tells how much the measure varies by itself. */
  readonly verdict: 'HIGHER' | 'LOWER' | 'NOT_DISTINGUISHABLE' | 'TOO_FEW' | 'NOT_YET' | null;
  readonly matters: boolean | null;
  /** Too few days are known to tell how much a count varies. */
  readonly dispersionAssumed: boolean;
}

/**
 * What changed, and whether by more than the usual ups and downs. Of a range that is under way, what is counted is
 * compared with as much of the range before. It reads much more than the figures, and is asked for beside them.
 */
export const CHANGES: Query<{ readonly changes: readonly AnsweredChange[] }> = {
  text: `query Changes(
  $measures: [String!]!, $from: DateTime!, $to: DateTime!, $zone: String!, $clock: Clock!, $filter: StatsFilter,
  $compare: Compare!, $daysBefore: Int
) {
  changes(
    measures: $measures, from: $from, to: $to, timezone: $zone, clock: $clock, filter: $filter, compare: $compare,
    daysBefore: $daysBefore, soFar: true
  ) {
    measure value previous n nPrevious changeLow changeHigh verdict matters dispersionAssumed
  }
}`,
};
