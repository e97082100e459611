import { NOTHING, count, duration } from '../format/numbers';

const DURATION_STEPS = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3600),
  ...[1, 2, 5, 10, 20, 50, 100].map((days) => days * 86_400),
];
const COUNT_STEPS = [1, 2, 5]
  .flatMap((first) => [0, 1, 2, 3, 4, 5, 6].map((power) => first * 10 ** power))
  .sort((a, b) => a - b);

/** Distances between the lines of a scale that a person would choose. */
export function stepsFor(unit: string): number[] {
  if (unit === 'seconds') return DURATION_STEPS;
  return unit === 'ratio' ? [0.1, 0.25, 0.5] : COUNT_STEPS;
}

/** A value at a line of a scale. */
export function scaleLabel(value: number | null, unit: string): string {
  if (value === null) return NOTHING;
  if (value === 0) return '0';
  if (unit === 'seconds') return duration(value);
  return unit === 'ratio' ? `${Math.round(value * 100)} %` : count(value);
}
