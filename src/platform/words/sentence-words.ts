import { toneOf } from './change';
import type { JudgedChange, Tone, UnitAndDirection } from './change';
import { inUnit, wholeShare } from './numbers';
import { textIn } from './text';
import type { WordKey, WrittenLanguage } from './words';

/** A sentence as data, as the service tells it: `summary` in GraphQL. */
export interface SaidSentence {
  readonly kind: 'WAITING' | 'CHANGE' | 'FIGURE' | 'TARGET';
  readonly measure: string | null;
  readonly target: string | null;
  readonly value: number | null;
  readonly previous: number | null;
  readonly goal: number | null;
  readonly n: number;
  readonly nPrevious: number | null;
  readonly verdict: JudgedChange['verdict'];
  readonly matters: boolean | null;
  readonly targets: number | null;
  readonly targetsBelow: number | null;
}

/** A sentence for people. */
export interface SentenceWords {
  readonly text: string;
  /** Good or bad only where that is certain, and matters. */
  readonly tone: Tone;
}

type ChangeKey = Extract<WordKey, `glance.change.${string}`>;
/** Measures of which there is a sentence that says how they changed. */
type Told = ChangeKey extends `glance.change.${infer Measure}.${'higher' | 'lower'}` ? Measure : never;
/** Measures of which there are so many: their sentence has a plural. */
type Counted = 'episodesEngaged' | 'episodesMissed' | 'episodesUnanswered';

const TOLD: Readonly<Record<Told, true>> = {
  episodesEngaged: true,
  firstAnswerSecondsP50: true,
  firstResponseSecondsP50: true,
  totalWaitSecondsP50: true,
  closureSecondsP50: true,
  csatRate: true,
  episodesMissed: true,
  episodesUnanswered: true,
  copilotResolutionRate: true,
  copilotInvolvementRate: true,
  repeatContactRate: true,
};

/**
 * What a sentence of the service says, in a language. The words for certainty are always the same: "How
 * sure" in docs/metrics.md.
 * @param infoOf tells the unit and direction of a measure
 * @returns undefined for one that there are no words for: of a service that is newer
 */
export function sentenceWords(
  language: WrittenLanguage,
  said: SaidSentence,
  infoOf: (measure: string) => UnitAndDirection,
): SentenceWords | undefined {
  switch (said.kind) {
    case 'WAITING':
      return waitingWords(language, said.n, said.value);
    case 'CHANGE':
      return changeWords(language, said, infoOf);
    case 'FIGURE':
      return { text: figureText(language, said), tone: 'neutral' };
    case 'TARGET':
      return targetSentence(language, said);
  }
}

/** @param overdue how many of them wait beyond a target; null where there is none */
export function waitingWords(language: WrittenLanguage, n: number, overdue: number | null): SentenceWords {
  if (n === 0) return { text: textIn(language, 'glance.waiting.nobody'), tone: 'neutral' };
  if (overdue === null) return { text: textIn(language, 'glance.waiting.some', { n }), tone: 'neutral' };
  if (overdue === 0) return { text: textIn(language, 'glance.waiting.within', { n }), tone: 'good' };
  return {
    text: textIn(language, 'glance.waiting.beyond', { n, overdue: inUnit(language, overdue, 'episodes') }),
    tone: 'bad',
  };
}

function changeWords(
  language: WrittenLanguage,
  said: SaidSentence,
  infoOf: (measure: string) => UnitAndDirection,
): SentenceWords | undefined {
  const { measure, value, previous, verdict, matters } = said;
  if (measure === null || value === null || previous === null || !isTold(measure)) return undefined;
  const info = infoOf(measure);
  const way = verdict === 'HIGHER' ? 'higher' : 'lower';
  const write = (number: number): string =>
    info.unit === 'ratio'
      ? nearShare(language, number, value, previous)
      : inUnit(language, number, info.unit);
  const before = write(previous);
  const text = isCounted(measure)
    ? textIn(language, `glance.change.${measure}.${way}`, { n: value, previous: before })
    : textIn(language, `glance.change.${measure}.${way}`, { value: write(value), previous: before });
  return { text, tone: toneOf({ verdict, matters }, info.direction) };
}

function figureText(
  language: WrittenLanguage,
  { value, previous, verdict, matters, n, nPrevious }: SaidSentence,
): string {
  const wait = inUnit(language, value, 'seconds');
  if (previous === null) return textIn(language, 'glance.wait', { wait });
  const previously = inUnit(language, previous, 'seconds');
  if (verdict === 'TOO_FEW')
    return textIn(language, 'glance.wait.few', {
      wait,
      samples: inUnit(language, Math.min(n, nPrevious ?? n), 'episodes'),
    });
  if (verdict === 'NOT_DISTINGUISHABLE')
    return textIn(language, 'glance.wait.usual', { wait, previous: previously });
  if (verdict !== null && matters === false)
    return textIn(language, 'glance.wait.same', { wait, previous: previously });
  return textIn(language, 'glance.wait.before', { wait, previous: previously });
}

function targetSentence(language: WrittenLanguage, said: SaidSentence): SentenceWords | undefined {
  const { target, value, goal, verdict, targets, targetsBelow } = said;
  if (target === null || value === null || goal === null) return undefined;
  const parts = {
    target,
    share: nearShare(language, value, value, goal),
    goal: nearShare(language, goal, value, goal),
  };
  if (verdict === 'LOWER')
    return { text: textIn(language, 'glance.target.below', { n: targetsBelow ?? 1, ...parts }), tone: 'bad' };
  if (verdict === 'HIGHER')
    return { text: textIn(language, 'glance.target.above', { n: targets ?? 1, ...parts }), tone: 'good' };
  const isClose = verdict === 'NOT_DISTINGUISHABLE';
  return {
    text: textIn(language, isClose ? 'glance.target.close' : 'glance.target.few', parts),
    tone: 'neutral',
  };
}

/** Shares in whole percent, unless that makes two that differ the same. */
function nearShare(language: WrittenLanguage, number: number, one: number, other: number): string {
  const isWhole = one === other || wholeShare(language, one) !== wholeShare(language, other);
  return isWhole ? wholeShare(language, number) : inUnit(language, number, 'ratio');
}

function isTold(measure: string): measure is Told {
  return Object.hasOwn(TOLD, measure);
}

function isCounted(measure: Told): measure is Counted {
  return measure === 'episodesEngaged' || measure === 'episodesMissed' || measure === 'episodesUnanswered';
}
