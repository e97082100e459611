import type { MessageKey } from '../messages/catalogue';

export interface TableColumn {
  readonly label: Extract<MessageKey, `column.${string}`>;
  /** As the query `measures` names it; {@link KEPT} for the share within a target. */
  readonly measure: string;
  /** Whether the ends of its interval are asked for as well. */
  readonly hasInterval?: true;
  /** Whether it says how it has changed. */
  readonly isCompared?: true;
}

/** The share of what kept the target that the table shows: of no measure, but of the rules. */
export const KEPT = 'target';

const RESPONSE: TableColumn = {
  ...{ label: 'column.responseMedian', measure: 'firstResponseSecondsP50', isCompared: true },
};
const WITHIN: TableColumn = { label: 'column.kept', measure: KEPT, hasInterval: true };
const RATINGS: readonly TableColumn[] = [
  { label: 'column.ratings', measure: 'ratings' },
  { label: 'column.csat', measure: 'csatRate', hasInterval: true, isCompared: true },
];
const CLOSURE: TableColumn = { label: 'column.closureMedian', measure: 'closureSecondsP50' };

/** What people did. */
export const PEOPLE_COLUMNS: readonly TableColumn[] = [
  { label: 'column.messages', measure: 'messagesOperator' },
  { label: 'column.firstResponses', measure: 'firstResponses' },
  ...[RESPONSE, WITHIN],
  { label: 'column.replies', measure: 'replies' },
  { label: 'column.replyMedian', measure: 'replySecondsP50' },
  ...RATINGS,
  { label: 'column.closures', measure: 'closures' },
  CLOSURE,
];

/** How contacts of a kind went. */
export const CASE_COLUMNS: readonly TableColumn[] = [
  { label: 'column.contacts', measure: 'episodesEngaged' },
  ...[RESPONSE, WITHIN],
  { label: 'column.missed', measure: 'episodesMissed' },
  { label: 'column.unanswered', measure: 'episodesUnanswered' },
  ...RATINGS,
  { label: 'column.copilotResolution', measure: 'copilotResolutionRate', hasInterval: true },
  CLOSURE,
];

/** What both the copilot and people have. */
export const COPILOT_COLUMNS: readonly TableColumn[] = [
  { label: 'column.contacts', measure: 'episodesEngaged' },
  { label: 'column.answerMedian', measure: 'firstAnswerSecondsP50' },
  WITHIN,
  { label: 'column.unanswered', measure: 'episodesUnanswered' },
  ...RATINGS,
  CLOSURE,
];

export interface Order {
  readonly measure: string;
  readonly isDescending: boolean;
}

/** The rows in an order; rows without the number stand last, whichever way it goes. */
export function ordered<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => number | null | undefined,
  isDescending: boolean,
): Row[] {
  return rows.toSorted((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)];
    if (typeof a !== 'number' || typeof b !== 'number')
      return Number(typeof a !== 'number') - Number(typeof b !== 'number');
    return isDescending ? b - a : a - b;
  });
}
