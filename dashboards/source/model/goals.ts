import type { Measure } from '../../../src/answer/measures/registry/measure';
import type { Step } from './field-config';

/** Good up to the first value, bad from the second on; the other way round where more is better. */
const GOALS: Readonly<Record<string, readonly [number, number]>> = {
  firstResponse: [60, 300],
  firstAnswer: [60, 300],
  reply: [120, 600],
  closure: [3_600, 86_400],
  csatRate: [0.8, 0.6],
  ratingAvg: [4.2, 3.5],
  ratingResponseRate: [0.2, 0.1],
  copilotResolutionRate: [0.5, 0.3],
  copilotDurableResolutionRate: [0.5, 0.3],
};
const NEUTRAL: readonly Step[] = [{ color: 'blue', value: null }];

/** What the colours of a measure say: green is reached, orange nearly, red is not; blue has no goal. */
export function stepsOf(measure: Measure): readonly Step[] {
  const { name, direction, isCount } = measure;
  const goal = GOALS[name] ?? GOALS[name.replace(/Seconds(Avg|P\d\d)$/, '')];
  // One is no drama, but somebody should look.
  if (isCount) return direction === 'DOWN' ? fallingSteps([1, Infinity]) : NEUTRAL;
  if (goal === undefined) return NEUTRAL;
  return direction === 'UP' ? risingSteps(goal) : fallingSteps(goal);
}

/** Less is better. */
export function fallingSteps([good, bad]: readonly [number, number]): readonly Step[] {
  const steps: Step[] = [
    { color: 'green', value: null },
    { color: 'orange', value: good },
    { color: 'red', value: bad },
  ];
  return steps.filter(({ value }) => value !== Infinity);
}

/** More is better. */
export function risingSteps([good, bad]: readonly [number, number]): readonly Step[] {
  return [
    { color: 'red', value: null },
    { color: 'orange', value: bad },
    { color: 'green', value: good },
  ];
}

export function neutralSteps(): readonly Step[] {
  return NEUTRAL;
}
