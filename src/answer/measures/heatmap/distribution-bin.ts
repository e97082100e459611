import type { ColumnsOf } from '../columns/column';
import type { Enumeration } from '../columns/enumeration';
import type { DurationKind } from '../registry/measure';

/** The durations that can be asked for. */
export type DurationMeasure = 'FIRST_RESPONSE' | 'FIRST_ANSWER' | 'REPLY' | 'CLOSURE';

export const DURATION_MEASURE: Enumeration<DurationMeasure> = {
  name: 'DurationMeasure',
  values: ['FIRST_RESPONSE', 'FIRST_ANSWER', 'REPLY', 'CLOSURE'],
};

export const KIND_OF_DURATION: Record<DurationMeasure, DurationKind> = {
  FIRST_RESPONSE: 'first_response',
  FIRST_ANSWER: 'first_answer',
  REPLY: 'reply',
  CLOSURE: 'closure',
};

/** How many durations lie in `lowerSeconds <= d < upperSeconds`. */
export interface DistributionBin {
  readonly lowerSeconds: number;
  readonly upperSeconds: number | null;
  readonly count: number;
  /** Of all durations, the share below `upperSeconds`: 1 in the last bin; null where there are none. */
  readonly shareBelow: number | null;
}

export const DISTRIBUTION_COLUMNS: ColumnsOf<DistributionBin> = [
  { name: 'lowerSeconds', type: 'NUMBER', isNullable: false, unit: 'seconds' },
  {
    name: 'upperSeconds',
    type: 'NUMBER',
    isNullable: true,
    unit: 'seconds',
    description: 'Null: no limit.',
  },
  {
    name: 'count',
    type: 'WHOLE',
    isNullable: false,
    description: 'Durations from the one to below the other.',
  },
  {
    name: 'shareBelow',
    type: 'NUMBER',
    isNullable: true,
    unit: 'ratio',
    description: 'Of all durations, the share below `upperSeconds`; null where there are none.',
  },
];
