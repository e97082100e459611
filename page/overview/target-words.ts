import type { TargetRow } from '../api/targets';
import { duration } from '../format/numbers';
import { t } from '../messages/text';

/** What a target wants, such as `First response within 5 m of working hours`. */
export function targetWords({
  measure,
  withinSeconds,
  clock,
}: Pick<TargetRow, 'measure' | 'withinSeconds' | 'clock'>): string {
  const of = { measure: t(`target.measure.${measure}`), limit: duration(withinSeconds) };
  return clock === 'WORKING' ? t('target.withinWorkingHours', of) : t('target.within', of);
}

/** How a rate stands to its goal, as far as anybody can say. */
export interface Standing {
  readonly tone: 'good' | 'bad' | 'neutral';
  readonly words: string;
}

/** By the interval of the rate: a rate a little above the goal, of few, may be below it in truth. */
export function standingOf({
  rate,
  rateLow,
  rateHigh,
  goalRate,
}: Pick<TargetRow, 'rate' | 'rateLow' | 'rateHigh' | 'goalRate'>): Standing | undefined {
  if (rate === null) return undefined;
  if (rateLow === null || rateHigh === null) return { tone: 'neutral', words: t('standing.few') };
  if (rateLow >= goalRate) return { tone: 'good', words: t('standing.above') };
  if (rateHigh < goalRate) return { tone: 'bad', words: t('standing.below') };
  return { tone: 'neutral', words: t('standing.close') };
}

/** When somebody is due, such as `due in 3 m` or `12 m overdue`. @param now the service's clock */
export function dueWords(dueAt: number, now: number): string {
  const time = duration(Math.round(Math.abs(dueAt - now) / 1000));
  return dueAt >= now ? t('due.in', { time }) : t('due.overdue', { time });
}
