import type { OverviewData } from '../api/overview';

export type OperatorRow = OverviewData['byOperator'][number];

export interface OperatorColumn {
  readonly label: string;
  /** As the query `measures` names it. */
  readonly measure: string;
  /** Whether the ends of its interval are asked for as well. */
  readonly hasInterval?: true;
}

export const OPERATOR_COLUMNS: readonly OperatorColumn[] = [
  { label: 'Messages', measure: 'messagesOperator' },
  { label: 'First responses', measure: 'firstResponses' },
  { label: 'Response median', measure: 'firstResponseSecondsP50' },
  { label: 'Replies', measure: 'replies' },
  { label: 'Reply median', measure: 'replySecondsP50' },
  { label: 'Ratings', measure: 'ratings' },
  { label: 'Rating average', measure: 'ratingAvg', hasInterval: true },
  { label: 'Closures', measure: 'closures' },
  { label: 'Closure median', measure: 'closureSecondsP50' },
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
