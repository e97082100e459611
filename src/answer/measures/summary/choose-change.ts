import type { WeighedChange } from '../changes/changes.service';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg';

/** Of the changes that sentences are made of, the share that may be chance. */
const FALSE_DISCOVERY_RATE = 0.05;
/** Whatever is not certain by itself is none of many. */
const BY_CHANCE = 1;

/**
 * The largest change that is certain and matters: certain though it was chosen among all of these, and large by what
 * matters, so that points and percents can be compared; of equal ones the less probable by chance.
 * @returns undefined where there is none
 */
export function chooseChange(changes: readonly WeighedChange[]): WeighedChange | undefined {
  const judged = changes.filter(isJudged);
  const isFound = benjaminiHochberg(
    judged.map(({ chance }) => chance ?? BY_CHANCE),
    FALSE_DISCOVERY_RATE,
  );
  const [largest] = judged
    .filter(({ matters, chance }, index) => isFound[index] === true && matters === true && chance !== null)
    .sort((one, other) => compare(other.weight, one.weight) || compare(one.chance, other.chance));
  return largest;
}

/** What has too few samples was never looked at, and is none of those that were chosen among. */
function isJudged({ verdict }: WeighedChange): boolean {
  return verdict === 'HIGHER' || verdict === 'LOWER' || verdict === 'NOT_DISTINGUISHABLE';
}

/** Infinity less Infinity is no order. */
function compare(one: number | null, other: number | null): number {
  const [left, right] = [one ?? 0, other ?? 0];
  return left === right ? 0 : left - right;
}
