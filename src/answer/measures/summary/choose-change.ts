import { certainAmong } from '../changes/certain-among';
import type { WeighedChange } from '../changes/change';

/**
 * The largest change that is certain and matters: certain though it was chosen among all of these, and large by what
 * matters, so that points and percents can be compared; of equal ones the less probable by chance.
 * @returns undefined where there is none
 */
export function chooseChange(changes: readonly WeighedChange[]): WeighedChange | undefined {
  const [largest] = [...certainAmong(changes)]
    .filter(({ matters }) => matters === true)
    .sort((one, other) => compare(other.weight, one.weight) || compare(one.chance, other.chance));
  return largest;
}

/** Infinity less Infinity is no order. */
function compare(one: number | null, other: number | null): number {
  const [left, right] = [one ?? 0, other ?? 0];
  return left === right ? 0 : left - right;
}
