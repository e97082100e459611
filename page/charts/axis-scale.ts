import { apart } from '../messages/text';
import { NOTHING, count, duration, wholeShare } from '../format/numbers';

const COUNT_STEPS = [1, 2, 5]
  .flatMap((first) => [0, 1, 2, 3, 4, 5, 6].map((power) => first * 10 ** power))
  .sort((a, b) => a - b);

const DURATION_LINES = [1, 10, 60, 600, 3600, 6 * 3600, 86_400, 7 * 86_400, 30 * 86_400];

/**
 * The ends of a logarithmic scale of durations, and the lines on it: a median of minutes and a percentile of hours
 * can be read off one chart only so.
 */
export function durationScale(
  lowest: number,
  highest: number,
): { readonly ends: [number, number]; readonly lines: number[] } {
  const from = DURATION_LINES.findLast((line) => line <= lowest) ?? 1;
  const to = DURATION_LINES.find((line) => line > highest) ?? highest * 1.2;
  return { ends: [from, to], lines: DURATION_LINES.filter((line) => line >= from && line <= to) };
}

/** Distances between the lines of a scale that a person would choose. */
export function stepsFor(unit: string): number[] {
  return unit === 'ratio' ? [0.1, 0.25, 0.5] : COUNT_STEPS;
}

/** A value at a line of a scale. */
export function scaleLabel(value: number | null, unit: string): string {
  if (value === null) return NOTHING;
  if (value === 0) return count(0);
  if (unit === 'seconds') return apart(duration(value));
  return unit === 'ratio' ? wholeShare(value) : count(value);
}
