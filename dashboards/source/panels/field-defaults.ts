import { overrideOf } from '../model/field-config';
import type { FieldSettings, Override, Step } from '../model/field-config';
import { inPlaceOf } from '../model/written';

const NOTHING = '–';

export const FROM_ZERO = { min: 0 } as const;

/** What every panel's fields begin with. A value that is not there is a dash, never 0. */
export function fieldDefaults(
  settings: FieldSettings,
  steps: readonly Step[],
  beginning: Pick<FieldSettings, 'min'> = FROM_ZERO,
): FieldSettings {
  return {
    ...{ unit: 'short', ...beginning, noValue: NOTHING },
    color: { mode: 'thresholds' },
    thresholds: { mode: 'absolute', steps },
    // Its colour would be that of the worst or of the best.
    mappings: [inPlaceOf('null', NOTHING, 'text')],
    custom: {},
    ...settings,
  };
}

/** Names for the two series that a comparison makes. */
export const COMPARED: readonly Override[] = [
  overrideOf({ id: 'byRegexp', options: '/CURRENT/' }, { displayName: 'This period' }),
  overrideOf({ id: 'byRegexp', options: '/PREVIOUS/' }, { displayName: 'Before' }),
];
