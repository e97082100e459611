import type { PageStore } from '../store/page-store';
import { movedRange } from '../time/moved-range';
import type { ChosenRange } from '../time/resolved-range';
import { NOTHING_OPEN } from '../view/view';

type Shown = Pick<PageStore, 'navigation'>;

/** The range before (-1) or after (1); undefined where there is none yet. */
export function stepsOf({ navigation }: Shown, steps: -1 | 1): ChosenRange | undefined {
  const { chosen, zone, live } = navigation.view.value;
  // Who waits now has no range.
  if (live !== undefined) return undefined;
  return movedRange(chosen, steps, { now: Date.now(), zone });
}

/** Moves the range by its length, if it goes that way. */
export function stepRange(store: Shown, steps: -1 | 1): void {
  const chosen = stepsOf(store, steps);
  if (chosen !== undefined) store.navigation.change({ chosen, ...NOTHING_OPEN });
}
