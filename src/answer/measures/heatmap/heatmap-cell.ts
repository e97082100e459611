import type { ColumnsOf } from '../columns/column';

/** An hour of the local week, over all weeks of a range. */
export interface HeatmapCell {
  readonly weekday: number;
  readonly hour: number;
  readonly occurrences: number;
  readonly episodesStarted: number;
  readonly messagesVisitor: number;
  readonly episodesPerOccurrence: number | null;
  readonly firstResponseSecondsP90: number | null;
}

export const HEATMAP_COLUMNS: ColumnsOf<HeatmapCell> = [
  { name: 'weekday', type: 'WHOLE', isNullable: false, description: '1 = Monday … 7 = Sunday, local.' },
  { name: 'hour', type: 'WHOLE', isNullable: false, description: '0..23, local.' },
  {
    name: 'occurrences',
    type: 'WHOLE',
    isNullable: false,
    unit: 'hours',
    description: 'How often this weekday and hour occurs in the range.',
  },
  { name: 'episodesStarted', type: 'WHOLE', isNullable: false, unit: 'episodes' },
  { name: 'messagesVisitor', type: 'WHOLE', isNullable: false, unit: 'messages' },
  { name: 'episodesPerOccurrence', type: 'NUMBER', isNullable: true, unit: 'episodes' },
  { name: 'firstResponseSecondsP90', type: 'NUMBER', isNullable: true, unit: 'seconds' },
];
