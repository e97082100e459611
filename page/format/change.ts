import { count, share } from './numbers';

/** How a number differs from the one before it. */
export interface Change {
  /** Such as `+12.3 %`, `−4.0 pts`, `×14`, `no change`. */
  readonly text: string;
  readonly verdict: 'good' | 'bad' | 'neutral';
}

/**
 * The change of a measure, judged by its direction. Rates differ by percentage points: a change of a share in
 * percent would be read as points.
 * @returns undefined if there is nothing to compare
 */
export function changeOf(
  current: number | null | undefined,
  before: number | null | undefined,
  { unit, direction }: { readonly unit: string; readonly direction: string },
): Change | undefined {
  if (current === null || current === undefined || before === null || before === undefined) return undefined;
  const text = unit === 'ratio' ? pointsText(current - before) : relativeText(current, before);
  if (current === before) return { text, verdict: 'neutral' };
  if (direction === 'NEUTRAL') return { text, verdict: 'neutral' };
  return { text, verdict: current > before === (direction === 'UP') ? 'good' : 'bad' };
}

function pointsText(difference: number): string {
  const points = Math.abs(difference * 100).toFixed(1);
  return points === '0.0' ? 'no change' : `${signOf(difference)}${points} pts`;
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
