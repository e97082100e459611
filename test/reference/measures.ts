import type { AllMeasures } from './all-measures';
import { cellsOf } from './cells';
import type { History } from './history';

/** The counts that are asked for where the service's other measures are of no matter. */
export const SOME_COUNTS = [
  'chatsStarted',
  'episodesStarted',
  'episodesClosed',
  'messagesVisitor',
  'messagesOperator',
  'messagesCopilot',
  'messagesProactive',
  'emailSubscriptions',
  'transcriptsSent',
  'chatsBlocked',
  'chatsDestroyed',
  'closures',
  'ratings',
  'rating1',
  'rating2',
  'rating3',
  'rating4',
  'rating5',
  'copilotEnabledEvents',
  'copilotDisabledEvents',
] as const satisfies readonly (keyof AllMeasures)[];

const SOME = [...SOME_COUNTS, 'closureSeconds'] as const;

export type Measures = Pick<AllMeasures, (typeof SOME)[number]>;

export function someOf(measures: AllMeasures): Measures {
  return Object.fromEntries(SOME.map((name) => [name, measures[name]])) as unknown as Measures;
}

/** The measures whose anchor lies in `from <= t < to` (UTC milliseconds). */
export function measuresIn(history: History, from: number, to: number): Measures {
  const [cell] = cellsOf(history, { edges: [from, to], fill: true });
  if (cell === undefined) throw new Error('a range is one bucket');
  return someOf(cell.measures);
}
