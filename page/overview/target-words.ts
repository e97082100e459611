import {
  standingOf as standingIn,
  targetWords as targetWordsIn,
} from '../../src/platform/words/target-words';
import { duration } from '../format/numbers';
import { shown, t } from '../messages/text';

export const targetWords = shown(targetWordsIn);
export const standingOf = shown(standingIn);

/** When somebody is due, such as `due in 3 m` or `12 m overdue`. @param now the service's clock */
export function dueWords(dueAt: number, now: number): string {
  const time = duration(Math.round(Math.abs(dueAt - now) / 1000));
  return dueAt >= now ? t('due.in', { time }) : t('due.overdue', { time });
}
