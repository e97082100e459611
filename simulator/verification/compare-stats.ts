import type { ExpectedMeasures } from '../world/expected-measures';
import { COUNTS } from '../world/measure-names';
import type { Average } from './averages';
import { SUM_OVER_COUNT, expectedShare } from './averages';
import type { Scope } from './comparable-measures';
import { comparableMeasures } from './comparable-measures';
import type { Stats } from './stats-query';

export interface ComparedMeasure {
  readonly measure: string;
  readonly expected: number | null;
  readonly service: number | null;
  readonly agrees: boolean;
}

/** Room for sums that were made in another order, relative to the average. */
const ROUNDING = 1e-6;

/**
 * What the service should have counted beside what it did: what is there now, less what was there before. An
 * average is that of the new samples alone; a share stands here if there was none before.
 */
export function compareStats(
  expected: ExpectedMeasures,
  [before, now]: readonly [Stats, Stats],
  scope: Scope,
): ComparedMeasure[] {
  const { counts, averages, shares } = comparableMeasures(scope);
  return [
    ...counts.map((measure) => compared(measure, expected[measure], now[measure] - before[measure])),
    ...averages.map((measure) =>
      compared(measure, expectedAverage(expected, measure), addedAverage(before, now, measure)),
    ),
    ...shares
      .filter((measure) => before[measure] === null)
      .map((measure) => compared(measure, expectedShare(expected, measure), now[measure])),
  ];
}

/** Whether the service had counted anything in the range before. */
export function holdsData(stats: Stats): boolean {
  return COUNTS.some((count) => stats[count] !== 0);
}

function compared(measure: string, expected: number | null, service: number | null): ComparedMeasure {
  const agrees =
    expected === null || service === null
      ? expected === service
      : Math.abs(expected - service) <= ROUNDING * Math.abs(expected);
  return { measure, expected, service, agrees };
}

function expectedAverage(expected: ExpectedMeasures, measure: Average): number | null {
  const { sum, over } = SUM_OVER_COUNT[measure];
  return expected[over] === 0 ? null : sum(expected) / expected[over];
}

function addedAverage(before: Stats, now: Stats, measure: Average): number | null {
  const { over } = SUM_OVER_COUNT[measure];
  const samples = now[over] - before[over];
  if (samples === 0) return null;
  const sumIn = (stats: Stats) => (stats[measure] ?? 0) * stats[over];
  return (sumIn(now) - sumIn(before)) / samples;
}
