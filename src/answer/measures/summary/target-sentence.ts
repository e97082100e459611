import type { TargetRow } from '../targets/target-row';
import type { Verdict } from '../statistics/verdict';
import { sentence } from './summary-sentence';
import type { SummarySentence } from './summary-sentence';

interface Decided extends TargetRow {
  readonly rate: number;
}

/**
 * How the targets stand, by the one that is farthest below its goal; where none is below for certain, by the one that
 * is nearest to being so.
 * @returns undefined where no target has been met or breached
 */
export function targetSentence(rows: readonly TargetRow[]): SummarySentence | undefined {
  const decided = rows.filter((row): row is Decided => row.rate !== null);
  const below = decided.filter((row) => standingOf(row) === 'LOWER');
  const [worst] = (below.length > 0 ? below : decided).toSorted(
    (one, other) => one.rate - one.goalRate - (other.rate - other.goalRate),
  );
  if (worst === undefined) return undefined;
  const { target, rate, rateLow, rateHigh, goalRate, met, breached } = worst;
  return sentence({
    kind: 'TARGET',
    ...{ target, value: rate, low: rateLow, high: rateHigh, goal: goalRate },
    n: met + breached,
    verdict: standingOf(worst),
    targets: decided.length,
    targetsBelow: below.length,
    link: '#targets',
  });
}

/** By the interval of the rate: a rate a little above the goal, of few, may be below it in truth. */
function standingOf({ rateLow, rateHigh, goalRate }: TargetRow): Verdict {
  if (rateLow === null || rateHigh === null) return 'TOO_FEW';
  if (rateLow >= goalRate) return 'HIGHER';
  return rateHigh < goalRate ? 'LOWER' : 'NOT_DISTINGUISHABLE';
}
