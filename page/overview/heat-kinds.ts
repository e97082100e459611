import type { HeatmapCell } from '../api/overview';
import { count, duration, oneDigit } from '../format/numbers';
import { hourOfDay, weekday } from '../format/times';
import { t } from '../messages/text';

/** How dark the darkest is. */
export const MOST_HEAT = 6;

/** What the hours of the week may show. */
export interface HeatKind {
  readonly name: 'contacts' | 'answers' | 'missed';
  /** As the query `measures` names it. */
  readonly measure: string;
  /** Null where there is nothing. */
  readonly valueOf: (cell: HeatmapCell) => number | null;
  readonly text: (value: number) => string;
  /** Of the hour with the most of it. */
  readonly most: (time: string, value: string) => string;
  /** Of an hour that has any value. */
  readonly title: (time: string, cell: HeatmapCell, value: string) => string;
}

export const HEAT_KINDS: readonly HeatKind[] = [
  {
    name: 'contacts',
    measure: 'episodesEngaged',
    valueOf: ({ episodesEngaged, occurrences }) => (occurrences === 0 ? null : episodesEngaged / occurrences),
    text: oneDigit,
    most: (time, average) => t('heatmap.busiest', { time, average }),
    title: (time, { episodesEngaged, occurrences }, average) =>
      t('heatmap.cell', { time, average, contacts: count(episodesEngaged), occurrences: count(occurrences) }),
  },
  {
    name: 'answers',
    measure: 'firstResponseSecondsP90',
    valueOf: ({ firstResponseSecondsP90 }) => firstResponseSecondsP90,
    text: duration,
    most: (time, wait) => t('heatmap.answered', { time, wait }),
    title: (time, _, wait) => t('heatmap.answered', { time, wait }),
  },
  {
    name: 'missed',
    measure: 'episodesMissed',
    valueOf: ({ episodesMissed, occurrences }) => (occurrences === 0 ? null : episodesMissed / occurrences),
    text: oneDigit,
    most: (time, average) => t('heatmap.mostMissed', { time, average }),
    title: (time, { episodesMissed, episodesEngaged }) =>
      t('heatmap.missed', { time, missed: count(episodesMissed), contacts: count(episodesEngaged) }),
  },
];

/** How dark each of some values is, from 0 where there is nothing: times by their rank, as a few are very long. */
export function heatOf(kind: HeatKind, cells: readonly HeatmapCell[]): (value: number | null) => number {
  const known = cells.flatMap((cell) => kind.valueOf(cell) ?? []).toSorted((one, other) => one - other);
  const most = known.at(-1) ?? 0;
  if (kind.name === 'answers')
    return (value) =>
      value === null
        ? 0
        : 1 + Math.floor((known.indexOf(value) / Math.max(known.length - 1, 1)) * (MOST_HEAT - 1));
  return (value) => (value === null || most === 0 ? 0 : Math.ceil((value / most) * MOST_HEAT));
}

export function timeOf(cell: HeatmapCell): string {
  return t('heatmap.time', { weekday: weekday(cell.weekday, 'long'), hour: hourOfDay(cell.hour) });
}
