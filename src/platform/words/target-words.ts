import type { Tone } from './change';
import { duration } from './numbers';
import { textIn } from './text';
import type { WrittenLanguage } from './words';

/** A row of `targets` in GraphQL, as far as it is said in words. */
export interface TargetInWords {
  readonly measure: 'FIRST_RESPONSE' | 'FIRST_ANSWER' | 'REPLY' | 'TOTAL_WAIT' | 'CLOSURE';
  readonly withinSeconds: number;
  readonly clock: 'CALENDAR' | 'WORKING';
  readonly goalRate: number;
  readonly rate: number | null;
  readonly rateLow: number | null;
  readonly rateHigh: number | null;
}

/** What a target wants, such as `First response within 5 m of working hours`. */
export function targetWords(
  language: WrittenLanguage,
  { measure, withinSeconds, clock }: Pick<TargetInWords, 'measure' | 'withinSeconds' | 'clock'>,
): string {
  const of = {
    measure: textIn(language, `target.measure.${measure}`),
    limit: duration(language, withinSeconds),
  };
  return clock === 'WORKING'
    ? textIn(language, 'target.withinWorkingHours', of)
    : textIn(language, 'target.within', of);
}

/** How a rate stands to its goal, as far as anybody can say. */
export interface Standing {
  readonly tone: Tone;
  readonly words: string;
}

/** By the interval of the rate: a rate a little above the goal, of few, may be below it in truth. */
export function standingOf(
  language: WrittenLanguage,
  { rate, rateLow, rateHigh, goalRate }: Pick<TargetInWords, 'rate' | 'rateLow' | 'rateHigh' | 'goalRate'>,
): Standing | undefined {
  if (rate === null) return undefined;
  if (rateLow === null || rateHigh === null)
    return { tone: 'neutral', words: textIn(language, 'standing.few') };
  if (rateLow >= goalRate) return { tone: 'good', words: textIn(language, 'standing.above') };
  if (rateHigh < goalRate) return { tone: 'bad', words: textIn(language, 'standing.below') };
  return { tone: 'neutral', words: textIn(language, 'standing.close') };
}
