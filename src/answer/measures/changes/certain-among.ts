import { benjaminiHochberg } from '../statistics/benjamini-hochberg';
import type { WeighedChange } from './change';

/** Of the changes that are called certain, the share that may be chance. */
const FALSE_DISCOVERY_RATE = 0.05;
/** Whatever is not certain by itself is none of many. */
const BY_CHANCE = 1;

/** Those that are certain though they were looked at together. */
export function certainAmong<Judged extends Pick<WeighedChange, 'verdict' | 'chance'>>(
  changes: readonly Judged[],
): ReadonlySet<Judged> {
  const judged = changes.filter(isJudged);
  const isFound = benjaminiHochberg(
    judged.map(({ chance }) => chance ?? BY_CHANCE),
    FALSE_DISCOVERY_RATE,
  );
  return new Set(judged.filter(({ chance }, index) => isFound[index] === true && chance !== null));
}

/** What has too few samples was never looked at, and is none of those that were chosen among. */
function isJudged({ verdict }: Pick<WeighedChange, 'verdict'>): boolean {
  return verdict === 'HIGHER' || verdict === 'LOWER' || verdict === 'NOT_DISTINGUISHABLE';
}
