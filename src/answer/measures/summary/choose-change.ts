import { certainAmong } from '../changes/certain-among';
import type { WeighedChange } from '../changes/change';

/**
 * The changes that are certain and matter, the largest first: certain though they were chosen among all of these, and
 * large by what matters, so that points and percents can be compared; of equal ones the less probable by chance.
 */
export function certainChanges(changes: readonly WeighedChange[]): WeighedChange[] {
  return [...certainAmong(changes)]
    .filter(({ matters }) => matters === true)
    .sort((one, other) => compare(other.weight, one.weight) || compare(one.chance, other.chance));
}

/** Infinity less Infinity is no order. */
function compare(one: number | null, other: number | null): number {
  const [left, right] = [one ?? 0, other ?? 0];
  return left === right ? 0 : left - right;
}
