import { count, duration, hundredths, oneDigit, share, stars } from './numbers';
import { textIn } from './text';
import type { WrittenLanguage } from './words';

/** A change of a measure as the service judges it: `changes` in GraphQL. */
export interface JudgedChange {
  readonly value: number | null;
  readonly previous: number | null;
  readonly n: number;
  readonly nPrevious: number;
  readonly changeLow: number | null;
  readonly changeHigh: number | null;
  readonly verdict: 'HIGHER' | 'LOWER' | 'NOT_DISTINGUISHABLE' | 'TOO_FEW' | 'NOT_YET' | null;
  readonly previousKnown: boolean;
  readonly matters: boolean | null;
}

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

/** What a measure is, as the service says it. */
export interface UnitAndDirection {
  readonly unit: string;
  readonly direction: string;
}

/**
 * The change of a measure in words, which are always the same: docs/metrics.md, "How sure". Rates differ by percentage
 * points: a change of a share in percent would be read as points.
 * @returns undefined if there is nothing to compare, or not all of it is known
 */
export function changeOf(
  language: WrittenLanguage,
  answered: JudgedChange,
  { unit, direction }: UnitAndDirection,
): Change | undefined {
  const { value, previous } = answered;
  if (value === null || previous === null || !answered.previousKnown) return undefined;
  return {
    text: differenceText(language, value, previous, unit),
    tone: toneOf(answered, direction),
    words: verdictWords(language, answered, unit),
    interval: intervalWords(language, answered, unit),
  };
}

/** By how much a number differs, whatever that means: in points or percent. */
export function differenceText(
  language: WrittenLanguage,
  value: number,
  previous: number,
  unit: string,
): string {
  return unit === 'ratio' ? pointsText(language, value - previous) : relativeText(language, value, previous);
}

/** Good or bad only where a change is certain, matters, and has a direction that is either. */
export function toneOf(
  { verdict, matters }: Pick<JudgedChange, 'verdict' | 'matters'>,
  direction: string,
): Tone {
  const isCertain = verdict === 'HIGHER' || verdict === 'LOWER';
  if (!isCertain || matters === false || direction === 'NEUTRAL') return 'neutral';
  return (verdict === 'HIGHER') === (direction === 'UP') ? 'good' : 'bad';
}

function verdictWords(language: WrittenLanguage, answered: JudgedChange, unit: string): string {
  const { verdict, matters } = answered;
  switch (verdict) {
    case 'HIGHER':
    case 'LOWER':
      return matters === false
        ? textIn(language, 'verdict.same')
        : textIn(language, 'verdict.certain', { interval: intervalWords(language, answered, unit) });
    case 'NOT_DISTINGUISHABLE':
      return textIn(language, 'verdict.usual');
    case 'TOO_FEW':
      return fewWords(language, answered, unit);
    case 'NOT_YET':
      return textIn(language, 'verdict.pending');
    case null:
      return '';
  }
}

/** Such as `between 2 and 10 points lower`, `between 3 points lower and 5 points higher`. */
function intervalWords(
  language: WrittenLanguage,
  { changeLow: low, changeHigh: high }: JudgedChange,
  unit: string,
): string {
  if (low === null || high === null) return '';
  const { write, name } = writtenIn(language, unit);
  if (low < 0 && high > 0)
    return textIn(language, `change.eitherWay.${name}`, { lower: write(-low), higher: write(high) });
  const [less, more] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
  return textIn(language, `change.${low < 0 ? 'lower' : 'higher'}.${name}`, {
    less: write(less),
    more: write(more),
  });
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
function fewWords(
  language: WrittenLanguage,
  { n, nPrevious, value, previous }: JudgedChange,
  unit: string,
): string {
  const few = Math.min(n, nPrevious);
  if (unit !== 'ratio' || few < MIN_SAMPLES)
    return textIn(language, 'verdict.few', { samples: count(language, few) });
  const rarer = (rate: number | null, samples: number): number =>
    Math.round(Math.min(rate ?? 0, 1 - (rate ?? 0)) * samples);
  const [now, before] = [rarer(value, n), rarer(previous, nPrevious)];
  const [part, all] = now <= before ? [now, n] : [before, nPrevious];
  return textIn(language, 'verdict.fewOfKind', { part: count(language, part), all: count(language, all) });
}

/** How the size of a change is written. */
function writtenIn(language: WrittenLanguage, unit: string): WayOfWriting {
  if (unit === 'seconds') return { write: (size) => duration(language, size), name: 'duration' };
  if (unit === 'stars') return { write: (size) => stars(language, size), name: 'stars' };
  return { write: (size) => hundredths(language, size), name: unit === 'ratio' ? 'points' : 'percent' };
}

function pointsText(language: WrittenLanguage, difference: number): string {
  const size = Math.abs(difference * 100);
  if (size < 0.05) return textIn(language, 'change.none');
  return textIn(language, 'change.points', { amount: signOf(difference) + oneDigit(language, size) });
}

function relativeText(language: WrittenLanguage, current: number, before: number): string {
  if (current === before) return textIn(language, 'change.none');
  if (before === 0) return textIn(language, 'change.fromNothing', { amount: `+${count(language, current)}` });
  const ratio = Math.abs(current / before - 1);
  return ratio >= 10
    ? `×${count(language, current / before)}`
    : `${signOf(current - before)}${share(language, ratio)}`;
}

function signOf(difference: number): string {
  return difference > 0 ? '+' : '−';
}
