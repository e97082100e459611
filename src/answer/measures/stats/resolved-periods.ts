import { comparedEdges } from '../calendar/compared-edges';
import { comparedRange } from '../calendar/compared-range';
import type { TimeRange } from '../calendar/time-range';
import type { Buckets } from './stats-cells';
import type { Period, StatsRequest } from './stats-request';

/** A range to be answered, with its buckets. */
export interface ResolvedPeriod {
  readonly name: Period;
  readonly range: TimeRange;
  readonly buckets: Buckets;
}

/**
 * The asked period, and the one it is compared with if the request names one: that has as many buckets, each
 * called by the time of the bucket it stands beside.
 */
export function resolvePeriods(request: StatsRequest, edges: readonly number[]): ResolvedPeriod[] {
  const { from, to, compare, zone } = request;
  const current = { name: 'CURRENT', range: { from, to }, buckets: { edges, times: edges } } as const;
  if (compare === undefined) return [current];
  const comparison = { from, to, compare, zone };
  const buckets = { edges: comparedEdges(comparison, edges), times: edges };
  return [current, { name: 'PREVIOUS', range: comparedRange(comparison), buckets }];
}
