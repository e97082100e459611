import type { TargetRow } from '../api/targets';
import { duration } from '../format/numbers';

const MEASURES: Readonly<Record<TargetRow['measure'], string>> = {
  FIRST_RESPONSE: 'First response',
  FIRST_ANSWER: 'First answer',
  REPLY: 'Reply',
  TOTAL_WAIT: 'Total wait',
  CLOSURE: 'Closed',
};

/** What a target wants, such as `First response within 5 m of working hours`. */
export function targetWords({
  measure,
  withinSeconds,
  clock,
}: Pick<TargetRow, 'measure' | 'withinSeconds' | 'clock'>): string {
  const hours = clock === 'WORKING' ? ' of working hours' : '';
  return `${MEASURES[measure]} within ${duration(withinSeconds)}${hours}`;
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
  if (rateLow === null || rateHigh === null) return { tone: 'neutral', words: 'too few to say' };
  if (rateLow >= goalRate) return { tone: 'good', words: 'above the goal' };
  if (rateHigh < goalRate) return { tone: 'bad', words: 'below the goal' };
  return { tone: 'neutral', words: 'too close to say' };
}

/** When somebody is due, such as `due in 3 m` or `12 m overdue`. @param now the service's clock */
export function dueWords(dueAt: number, now: number): string {
  const seconds = Math.round(Math.abs(dueAt - now) / 1000);
  return dueAt >= now ? `due in ${duration(seconds)}` : `${duration(seconds)} overdue`;
}
