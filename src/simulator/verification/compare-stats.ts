import type { ExpectedMeasures } from '../world/expected-measures';
import type { Stats } from './stats-query';
import { COUNTS } from './stats-query';

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
 * average is that of the new samples alone.
 */
export function compareStats(expected: ExpectedMeasures, before: Stats, now: Stats): ComparedMeasure[] {
  const added = (count: (typeof COUNTS)[number]) => now[count] - before[count];
  const counts = COUNTS.map((measure) => compared(measure, expected[measure], added(measure)));
  const stars = [1, 2, 3, 4, 5].flatMap((value) =>
    Array<number>(expected[`rating${value}` as 'rating1']).fill(value),
  );
  return [
    ...counts,
    compared(
      'closureSecondsAvg',
      averageOf(expected.closureSeconds),
      addedAverage([before.closureSecondsAvg, before.closures], [now.closureSecondsAvg, now.closures]),
    ),
    compared(
      'ratingAvg',
      averageOf(stars),
      addedAverage([before.ratingAvg, before.ratings], [now.ratingAvg, now.ratings]),
    ),
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

type AverageAndCount = readonly [average: number | null, count: number];

function addedAverage(
  [before, countBefore]: AverageAndCount,
  [now, countNow]: AverageAndCount,
): number | null {
  const samples = countNow - countBefore;
  return samples === 0 ? null : ((now ?? 0) * countNow - (before ?? 0) * countBefore) / samples;
}

function averageOf(samples: readonly number[]): number | null {
  return samples.length === 0 ? null : samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}
