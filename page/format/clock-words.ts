import { element } from '../dom/element';
import type { Clock } from '../view/view';

/**
 * What a heading says of the clock that its durations are on.
 * @param hasSchedule without one both clocks show the same, and calendar time goes without saying
 */
export function clockWords(clock: Clock, hasSchedule: boolean): string {
  if (clock === 'WORKING') return 'working hours';
  return hasSchedule ? 'calendar' : '';
}

/** The same behind a heading; nothing for ''. */
export function clockMark(words: string): HTMLElement | undefined {
  return words === '' ? undefined : element('span', { class: 'clock-mark' }, ` · ${words}`);
}
