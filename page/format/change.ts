import type { AnsweredChange } from '../api/changes';
import { count, duration, hundredths, share, stars } from './numbers';

/** How a number differs from the one before it. */
export interface Change {
  /** Such as `+12.3 %`, `−4.0 pts`, `×14`, `no change`. */
  readonly text: string;
  /** Good or bad only where the change is certain, matters, and has a direction that is either. */
  readonly tone: 'good' | 'bad' | 'neutral';
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
 * @returns undefined if there is nothing to compare
 */
export function changeOf(
  answered: AnsweredChange,
  { unit, direction }: UnitAndDirection,
): Change | undefined {
  const { value, previous } = answered;
  if (value === null || previous === null) return undefined;
  return {
    text: unit === 'ratio' ? pointsText(value - previous) : relativeText(value, previous),
    tone: toneOf(answered, direction),
    words: verdictWords(answered, unit),
    interval: intervalWords(answered, unit),
  };
}

function toneOf({ verdict, matters }: AnsweredChange, direction: string): Change['tone'] {
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
        ? 'about the same'
        : `more than the usual ups and downs: ${intervalWords(answered, unit)}`;
    case 'NOT_DISTINGUISHABLE':
      return 'within the usual ups and downs';
    case 'TOO_FEW':
      return `too few to say (${fewWords(answered, unit)})`;
    case 'NOT_YET':
      return 'not counted yet';
    case null:
      return '';
  }
}

/**
 * What there is too little of: the smaller of both numbers of samples, `n = 7`; or, of a rate of many samples, those of
 * the rarer kind, `3 of 1,000`.
 */
function fewWords({ n, nPrevious, value, previous }: AnsweredChange, unit: string): string {
  const few = Math.min(n, nPrevious);
  if (unit !== 'ratio' || few < MIN_SAMPLES) return `n = ${count(few)}`;
  const rarer = (rate: number | null, samples: number): number =>
    Math.round(Math.min(rate ?? 0, 1 - (rate ?? 0)) * samples);
  const [now, before] = [rarer(value, n), rarer(previous, nPrevious)];
  return now <= before ? `${count(now)} of ${count(n)}` : `${count(before)} of ${count(nPrevious)}`;
}

/** Such as `between 2 and 10 points lower`, `between 3 points lower and 5 points higher`. */
function intervalWords({ changeLow: low, changeHigh: high }: AnsweredChange, unit: string): string {
  if (low === null || high === null) return '';
  const { write, noun } = writtenIn(unit);
  if (low < 0 && high > 0) return `between ${write(-low)}${noun} lower and ${write(high)}${noun} higher`;
  const [less, more] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
  return `between ${write(less)} and ${write(more)}${noun} ${low < 0 ? 'lower' : 'higher'}`;
}

/** How the size of a change is written, and what comes behind the number. */
function writtenIn(unit: string): { readonly write: (size: number) => string; readonly noun: string } {
  if (unit === 'seconds') return { write: duration, noun: '' };
  if (unit === 'stars') return { write: stars, noun: ' stars' };
  return { write: hundredths, noun: unit === 'ratio' ? ' points' : ' %' };
}

function pointsText(difference: number): string {
  const size = Math.abs(difference * 100).toFixed(1);
  return size === '0.0' ? 'no change' : `${signOf(difference)}${size} pts`;
}

function relativeText(current: number, before: number): string {
  if (current === before) return 'no change';
  if (before === 0) return `+${count(current)} from 0`;
  const ratio = Math.abs(current / before - 1);
  const shown = ratio >= 10 ? `×${(current / before).toFixed(0)}` : share(ratio);
  return ratio >= 10 ? shown : `${signOf(current - before)}${shown}`;
}

function signOf(difference: number): string {
  return difference > 0 ? '+' : '−';
}
