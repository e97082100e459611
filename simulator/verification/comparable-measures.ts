import type { Count } from '../world/measure-names';
import { COUNTS, LINKED_COUNTS, RATING_COUNTS } from '../world/measure-names';
import type { Average, Share } from './averages';
import { AVERAGES, SHARES } from './averages';

/** What a comparison can be about. */
export interface Scope {
  /** Whether the service can ask an API to which chat a message belongs. */
  readonly isLinked: boolean;
  /**
   * Whether every rating was delivered. The API gives the value of one that was not, but not when it was given, and so
   * not where it counts.
   */
  readonly areRatingsTold: boolean;
}

const LINKED: ReadonlySet<Count | Average | Share> = new Set([
  ...LINKED_COUNTS,
  'firstResponseSecondsAvg',
  'firstAnswerSecondsAvg',
  'replySecondsAvg',
  'totalWaitSecondsAvg',
  'copilotDurableResolutionRate',
] as const);
const OF_RATINGS: ReadonlySet<Count | Average | Share> = new Set([
  ...RATING_COUNTS,
  'ratingAvg',
  'ratingResponseRate',
] as const);

/** The measures that a service must answer as expected, in the order in which they are shown. */
export function comparableMeasures(scope: Scope): { counts: Count[]; averages: Average[]; shares: Share[] } {
  const isComparable = (measure: Count | Average | Share) =>
    (scope.isLinked || !LINKED.has(measure)) &&
    (scope.areRatingsTold || !scope.isLinked || !OF_RATINGS.has(measure));
  return {
    counts: COUNTS.filter(isComparable),
    averages: AVERAGES.filter(isComparable),
    shares: SHARES.filter(isComparable),
  };
}
