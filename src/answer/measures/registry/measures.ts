import { BadInput } from '../bad-input';
import { COPILOT_MEASURES } from './copilot';
import { DURATION_MEASURES } from './durations';
import type { Measure } from './measure';
import { RATING_MEASURES } from './ratings';
import { VOLUME_MEASURES } from './volume';

/** Every measure there is, in the order in which places list them. */
export const MEASURES: readonly Measure[] = [
  ...VOLUME_MEASURES,
  ...DURATION_MEASURES,
  ...RATING_MEASURES,
  ...COPILOT_MEASURES,
];

const BY_NAME = new Map(MEASURES.map((measure) => [measure.name, measure]));

/** @throws BadInput for a name that is none */
export function requireMeasure(name: string): Measure {
  const measure = measureNamed(name);
  if (measure !== undefined) return measure;
  throw new BadInput(`There is no measure "${name}". The query "measures" lists them.`);
}

export function measureNamed(name: string): Measure | undefined {
  return BY_NAME.get(name);
}
