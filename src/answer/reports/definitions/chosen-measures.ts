import { MEASURES_WITH_ENDS } from '../../measures/registry/interval-ends';
import type { Measure } from '../../measures/registry/measure';
import { MEASURES } from '../../measures/registry/measures';
import { words } from '../parameters/list-parameters';

export const MEASURES_PARAMETER = words(
  'measures',
  { values: MEASURES_WITH_ENDS.map(({ name }) => name) },
  'Only these measures, and ends of their 95 % intervals (…Low, …High). All measures without these, if none is named.',
);

/** The measures of these names, in the order of the registry; all for none. */
export function chosenMeasures(names: readonly string[]): readonly Measure[] {
  return names.length === 0 ? MEASURES : MEASURES_WITH_ENDS.filter(({ name }) => names.includes(name));
}
