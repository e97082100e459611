import type { AnsweredChange } from '../api/changes';
import { t } from '../messages/text';
import { count, duration, hundredths, oneDigit, share, stars } from './numbers';

export type Tone = 'good' | 'bad' | 'neutral';

/** How a number differs from the one before it. */
export interface Change {
  /** Such as `+12.3 %`, `−4.0 pts`, `×14`, `no change`. */
  readonly text: string;
  /** Good or bad only where the change is certain, matters, and has a direction that is either. */
  readonly tone: Tone;
  /** What the verdict says; '' where there is none. */
  readonly words: string;
  /** Between which ends the change is, in words; '' where nobody can say. */
  readonly interval: string;
}

/** Of fewer the service says nothing, whatever they are: docs/metrics.md. */
const MIN_SAMPLES = 10;

interface UnitAndDirection {
  readonly unit: string;
  readonly direction: string;
}

/**
 * The change of a measure in words, which are always the same: docs/metrics.md, "How sure". Rates differ by percentage
 * points: a change of a share in percent would be read as points.
 * @returns undefined if there is nothing to compare, or not all of it is known
 */
export function changeOf(
  answered: AnsweredChange,
  { unit, direction }: UnitAndDirection,
): Change | undefined {
  const { value, previous } = answered;
  if (value === null || previous === null || !answered.previousKnown) return undefined;
  return {
    text: differenceText(value, previous, unit),
    tone: toneOf(answered, direction),
    words: verdictWords(answered, unit),
    interval: intervalWords(answered, unit),
  };
}

/** By how much a number differs, whatever that means: in points or percent. */
export function differenceText(value: number, previous: number, unit: string): string {
  return unit === 'ratio' ? pointsText(value - previous) : relativeText(value, previous);
}

/** Good or bad only where a change is certain, matters, and has a direction that is either. */
export function toneOf(
  { verdict, matters }: Pick<AnsweredChange, 'verdict' | 'matters'>,
  direction: string,
): Tone {
  const isCertain = verdict === 'HIGHER' || verdict === 'LOWER';
  if (!isCertain || matters === false || direction === 'NEUTRAL') return 'neutral';
  return (verdict === 'HIGHER') === (direction === 'UP') ? 'good' : 'bad';
}

function verdictWords(answered: AnsweredChange, unit: string): string {
  const { verdict, matters } = answered;
  switch (verdict) {
    case 'HIGHER':
    case 'LOWER':
      return matters === false
        ? t('verdict.same')
        : t('verdict.certain', { interval: intervalWords(answered, unit) });
    case 'NOT_DISTINGUISHABLE':
      return t('verdict.usual');
    case 'TOO_FEW':
      return fewWords(answered, unit);
    case 'NOT_YET':
      return t('verdict.pending');
    case null:
      return '';
  }
}

/** Such as `between 2 and 10 points lower`, `between 3 points lower and 5 points higher`. */
function intervalWords({ changeLow: low, changeHigh: high }: AnsweredChange, unit: string): string {
  if (low === null || high === null) return '';
  const { write, name } = writtenIn(unit);
  if (low < 0 && high > 0) return t(`change.eitherWay.${name}`, { lower: write(-low), higher: write(high) });
  const [less, more] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
  return t(`change.${low < 0 ? 'lower' : 'higher'}.${name}`, { less: write(less), more: write(more) });
}

interface WayOfWriting {
  readonly write: (size: number) => string;
  /** What comes behind the number, in the names of messages. */
  readonly name: 'duration' | 'stars' | 'points' | 'percent';
}

/**
 * What there is too little of: the smaller of both numbers of samples, `n = 7`; or, of a rate of many samples, those of
 * the rarer kind, `3 of 1,000`.
 */
function fewWords({ n, nPrevious, value, previous }: AnsweredChange, unit: string): string {
  const few = Math.min(n, nPrevious);
  if (unit !== 'ratio' || few < MIN_SAMPLES) return t('verdict.few', { samples: count(few) });
  const rarer = (rate: number | null, samples: number): number =>
    Math.round(Math.min(rate ?? 0, 1 - (rate ?? 0)) * samples);
  const [now, before] = [rarer(value, n), rarer(previous, nPrevious)];
  const [part, all] = now <= before ? [now, n] : [before, nPrevious];
  return t('verdict.fewOfKind', { part: count(part), all: count(all) });
}

/** How the size of a change is written. */
function writtenIn(unit: string): WayOfWriting {
  if (unit === 'seconds') return { write: duration, name: 'duration' };
  if (unit === 'stars') return { write: stars, name: 'stars' };
  return { write: hundredths, name: unit === 'ratio' ? 'points' : 'percent' };
}

function pointsText(difference: number): string {
  const size = Math.abs(difference * 100);
  if (size < 0.05) return t('change.none');
  return t('change.points', { amount: signOf(difference) + oneDigit(size) });
}

function relativeText(current: number, before: number): string {
  if (current === before) return t('change.none');
  if (before === 0) return t('change.fromNothing', { amount: `+${count(current)}` });
  const ratio = Math.abs(current / before - 1);
  return ratio >= 10 ? `×${count(current / before)}` : `${signOf(current - before)}${share(ratio)}`;
}

function signOf(difference: number): string {
  return difference > 0 ? '+' : '−';
}
