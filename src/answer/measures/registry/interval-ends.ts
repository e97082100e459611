import { scaled } from '../statistics/interval';
import type { Interval } from '../statistics/interval';
import { meanInterval, meanOf, ratioOf } from '../statistics/means';
import { percentileInterval } from '../statistics/percentiles';
import { rateInterval } from '../statistics/rates';
import type { Estimate, FactSums, Measure } from './measure';
import { MEASURES } from './measures';

/**
 * The ends of the 95 % intervals: what is no count has two, beside it. They are answered as measures are, and are none:
 * nothing counts them, and no list of measures names them.
 */
export const INTERVAL_ENDS: readonly Measure[] = MEASURES.flatMap(endsOf);

/** Whatever can be asked for by its name: each measure, and the ends of its interval behind it. */
export const MEASURES_WITH_ENDS: readonly Measure[] = MEASURES.flatMap((measure) => [
  measure,
  ...INTERVAL_ENDS.filter(({ name }) => name === `${measure.name}Low` || name === `${measure.name}High`),
]);

const BY_NAME = new Map(MEASURES_WITH_ENDS.map((measure) => [measure.name, measure]));

export function measureOrEndNamed(name: string): Measure | undefined {
  return BY_NAME.get(name);
}

function endsOf(measure: Measure): Measure[] {
  const { name, unit, anchor, direction, saysNothingBy, isCount, kinds, estimate } = measure;
  if (isCount) return [];
  const intervalOf = onceForEach((sums) => (estimate === undefined ? null : intervalIn(sums, estimate)));
  const cost =
    estimate?.of === 'ratio' ? ' Computed from single facts: of a long range that takes seconds.' : '';
  const end = (suffix: string, words: string, valueOf: (interval: Interval) => number): Measure => ({
    ...{ name: name + suffix, unit, anchor, direction, saysNothingBy, isCount, kinds },
    description:
      estimate === undefined
        ? `${words} of the 95 % interval of ${name}, which has none: several samples of one episode are alike.`
        : `${words} of the 95 % interval of ${name}; null where there is too little to compute it from.${cost}`,
    ...needsOf(estimate),
    compute: (sums) => {
      const interval = intervalOf(sums);
      return interval === null ? null : valueOf(interval);
    },
  });
  return [end('Low', 'The lower end', ({ low }) => low), end('High', 'The upper end', ({ high }) => high)];
}

/** What has to be read beside a measure for its interval, and for that of a change. */
export function needsOf(estimate: Estimate | undefined): Pick<Measure, 'needs'> {
  return estimate?.needs === undefined ? {} : { needs: estimate.needs };
}

function intervalIn(sums: FactSums, estimate: Estimate): Interval | null {
  switch (estimate.of) {
    case 'rate':
      return rateInterval(estimate.rateIn(sums));
    case 'mean': {
      const mean = meanOf(estimate.samplesIn(sums));
      return mean === null ? null : scaled(meanInterval(mean), estimate.perUnit);
    }
    case 'ratio': {
      const ratio = ratioOf(estimate.clustersIn(sums));
      return ratio === null ? null : scaled(meanInterval(ratio), estimate.perUnit);
    }
    case 'percentile': {
      const { kind, percent } = estimate.percentile;
      return scaled(percentileInterval(sums.bins(kind), percent), MS_PER_SECOND);
    }
  }
}

const MS_PER_SECOND = 1000;

/** Both ends are asked for one after the other. */
function onceForEach(intervalOf: (sums: FactSums) => Interval | null): (sums: FactSums) => Interval | null {
  const known = new WeakMap<FactSums, { readonly interval: Interval | null }>();
  return (sums) => {
    const found = known.get(sums) ?? { interval: intervalOf(sums) };
    known.set(sums, found);
    return found.interval;
  };
}
