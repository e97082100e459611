import type { AnsweredSentence } from '../api/summary';
import { toneOf } from '../format/change';
import type { Tone } from '../format/change';
import { inUnit, wholeShare } from '../format/numbers';
import type { MessageKey } from '../messages/catalogue';
import { t } from '../messages/text';

/** What a measure is, as the service says it. */
interface UnitAndDirection {
  readonly unit: string;
  readonly direction: string;
}

/** A sentence for people. */
export interface SentenceWords {
  readonly text: string;
  /** Good or bad only where that is certain, and matters. */
  readonly tone: Tone;
}

type ChangeKey = Extract<MessageKey, `glance.change.${string}`>;
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
 * What a sentence of the service says, in the language that is shown. The words for certainty are always the same: "How
 * sure" in docs/metrics.md.
 * @param infoOf tells the unit and direction of a measure
 * @returns undefined for one that this page has no words for: of a service that is newer than it
 */
export function sentenceWords(
  said: AnsweredSentence,
  infoOf: (measure: string) => UnitAndDirection,
): SentenceWords | undefined {
  switch (said.kind) {
    case 'WAITING':
      return waitingWords(said.n, said.value);
    case 'CHANGE':
      return changeWords(said, infoOf);
    case 'FIGURE':
      return { text: figureText(said), tone: 'neutral' };
    case 'TARGET':
      return targetSentence(said);
  }
}

/** @param overdue how many of them wait beyond a target; null where there is none */
export function waitingWords(n: number, overdue: number | null): SentenceWords {
  if (n === 0) return { text: t('glance.waiting.nobody'), tone: 'neutral' };
  if (overdue === null) return { text: t('glance.waiting.some', { n }), tone: 'neutral' };
  if (overdue === 0) return { text: t('glance.waiting.within', { n }), tone: 'good' };
  return { text: t('glance.waiting.beyond', { n, overdue: inUnit(overdue, 'episodes') }), tone: 'bad' };
}

function changeWords(
  said: AnsweredSentence,
  infoOf: (measure: string) => UnitAndDirection,
): SentenceWords | undefined {
  const { measure, value, previous, verdict, matters } = said;
  if (measure === null || value === null || previous === null || !isTold(measure)) return undefined;
  const info = infoOf(measure);
  const way = verdict === 'HIGHER' ? 'higher' : 'lower';
  const write = (number: number): string =>
    info.unit === 'ratio' ? nearShare(number, value, previous) : inUnit(number, info.unit);
  const before = write(previous);
  const text = isCounted(measure)
    ? t(`glance.change.${measure}.${way}`, { n: value, previous: before })
    : t(`glance.change.${measure}.${way}`, { value: write(value), previous: before });
  return { text, tone: toneOf({ verdict, matters }, info.direction) };
}

function figureText({ value, previous, verdict, matters, n, nPrevious }: AnsweredSentence): string {
  const wait = inUnit(value, 'seconds');
  if (previous === null) return t('glance.wait', { wait });
  const previously = inUnit(previous, 'seconds');
  if (verdict === 'TOO_FEW')
    return t('glance.wait.few', { wait, samples: inUnit(Math.min(n, nPrevious ?? n), 'episodes') });
  if (verdict === 'NOT_DISTINGUISHABLE') return t('glance.wait.usual', { wait, previous: previously });
  if (verdict !== null && matters === false) return t('glance.wait.same', { wait, previous: previously });
  return t('glance.wait.before', { wait, previous: previously });
}

function targetSentence(said: AnsweredSentence): SentenceWords | undefined {
  const { target, value, goal, verdict, targets, targetsBelow } = said;
  if (target === null || value === null || goal === null) return undefined;
  const parts = { target, share: nearShare(value, value, goal), goal: nearShare(goal, value, goal) };
  if (verdict === 'LOWER')
    return { text: t('glance.target.below', { n: targetsBelow ?? 1, ...parts }), tone: 'bad' };
  if (verdict === 'HIGHER')
    return { text: t('glance.target.above', { n: targets ?? 1, ...parts }), tone: 'good' };
  const isClose = verdict === 'NOT_DISTINGUISHABLE';
  return { text: t(isClose ? 'glance.target.close' : 'glance.target.few', parts), tone: 'neutral' };
}

/** Shares in whole percent, unless that makes two that differ the same. */
function nearShare(number: number, one: number, other: number): string {
  const isWhole = one === other || wholeShare(one) !== wholeShare(other);
  return isWhole ? wholeShare(number) : inUnit(number, 'ratio');
}

function isTold(measure: string): measure is Told {
  return Object.hasOwn(TOLD, measure);
}

function isCounted(measure: Told): measure is Counted {
  return measure === 'episodesEngaged' || measure === 'episodesMissed' || measure === 'episodesUnanswered';
}
