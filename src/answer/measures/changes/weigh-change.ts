import type { MattersRules } from '../../../platform/rules/rules';
import type { FactSums, Measure } from '../registry/measure';
import type { Dispersion } from '../statistics/counts';
import type { Group } from '../stats/stats-request';
import type { WeighedChange } from './change';
import { doesMatter, judgeChange, weightOf } from './judge-change';

/** What was counted in a period, or in several as long. */
export interface CountedPeriod {
  readonly sums: FactSums;
  /** Whether nothing more can come in it. */
  readonly isComplete: boolean;
  /** Of how many periods as long as the other one it is; 1 by default. */
  readonly periods?: number;
}

/** A change, whatever group it is of. */
export type WeighedMeasure = Omit<WeighedChange, keyof Group | 'certainAmongGroups'>;

/** How a measure changed, with what a choice among changes goes by. */
export function weighChange(
  measure: Measure,
  current: CountedPeriod,
  previous: CountedPeriod,
  {
    dispersion,
    previousKnown,
    matters,
  }: {
    readonly dispersion: Dispersion | undefined;
    readonly previousKnown: boolean;
    readonly matters: MattersRules;
  },
): WeighedMeasure {
  const measured = (period: CountedPeriod) => ({ ...period, value: measure.compute(period.sums) });
  const [now, before] = [measured(current), measured(previous)];
  const { n, nPrevious, change, interval, verdict, chance } = judgeChange(measure, now, before, dispersion);
  // Of a count what one of them had.
  const value =
    before.value === null || !measure.isCount ? before.value : before.value / (before.periods ?? 1);
  return {
    ...{ measure: measure.name, value: now.value, previous: value },
    ...{ n, nPrevious, change },
    changeLow: interval?.low ?? null,
    changeHigh: interval?.high ?? null,
    verdict: previousKnown ? verdict : null,
    previousKnown,
    matters: doesMatter(measure, change, value, matters),
    dispersionAssumed: dispersion?.isAssumed ?? false,
    chance: previousKnown ? chance : null,
    weight: weightOf(measure, change, value, matters),
  };
}
