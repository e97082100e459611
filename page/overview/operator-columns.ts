import type { MessageKey } from '../messages/catalogue';
import type { OverviewData } from '../api/overview';

export type OperatorRow = OverviewData['byOperator'][number];

export interface OperatorColumn {
  readonly label: Extract<MessageKey, `column.${string}`>;
  /** As the query `measures` names it. */
  readonly measure: string;
  /** Whether the ends of its interval are asked for as well. */
  readonly hasInterval?: true;
}

export const OPERATOR_COLUMNS: readonly OperatorColumn[] = [
  { label: 'column.messages', measure: 'messagesOperator' },
  { label: 'column.firstResponses', measure: 'firstResponses' },
  { label: 'column.responseMedian', measure: 'firstResponseSecondsP50' },
  { label: 'column.replies', measure: 'replies' },
  { label: 'column.replyMedian', measure: 'replySecondsP50' },
  { label: 'column.ratings', measure: 'ratings' },
  { label: 'column.ratingAverage', measure: 'ratingAvg', hasInterval: true },
  { label: 'column.closures', measure: 'closures' },
  { label: 'column.closureMedian', measure: 'closureSecondsP50' },
];

export interface Order {
  readonly measure: string;
  readonly isDescending: boolean;
}

/** The rows in an order; rows without the number stand last, whichever way it goes. */
export function ordered(rows: readonly OperatorRow[], { measure, isDescending }: Order): OperatorRow[] {
  return rows.toSorted((one, other) => {
    const [a, b] = [one[measure], other[measure]];
    if (typeof a !== 'number' || typeof b !== 'number')
      return Number(typeof a !== 'number') - Number(typeof b !== 'number');
    return isDescending ? b - a : a - b;
  });
}
