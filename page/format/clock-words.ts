import { t } from '../messages/text';
import type { Clock } from '../view/view';

/**
 * What a heading says of the clock that its durations are on.
 * @param hasSchedule without one both clocks show the same, and calendar time goes without saying
 */
export function clockWords(clock: Clock, hasSchedule: boolean): string {
  if (clock === 'WORKING') return t('clock.working');
  return hasSchedule ? t('clock.calendar') : '';
}
