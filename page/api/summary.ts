import type { AnsweredChange } from './changes';
import type { Query } from './graphql-client';

/** A sentence as data, as the service tells it. */
export interface AnsweredSentence {
  readonly kind: 'WAITING' | 'CHANGE' | 'FIGURE' | 'TARGET';
  readonly measure: string | null;
  readonly target: string | null;
  readonly value: number | null;
  readonly previous: number | null;
  readonly goal: number | null;
  readonly n: number;
  readonly nPrevious: number | null;
  readonly verdict: AnsweredChange['verdict'];
  readonly matters: boolean | null;
  readonly targets: number | null;
  readonly targetsBelow: number | null;
  /** The query of an address, or the fragment. */
  readonly link: string;
}

export interface SummaryData {
  readonly summary: {
    readonly sentences: readonly AnsweredSentence[];
    /** Among which the sentence was chosen. */
    readonly changes: readonly AnsweredChange[];
  };
}

/**
 * What matters, and what changed: whether by more than the usual ups and downs. Of a range that is under way, what is
 * counted is compared with as much of the range before. It reads much more than the figures, and is asked for beside
 * them.
 */
export const SUMMARY: Query<SummaryData> = {
  text: `query Summary(
  $from: DateTime!, $to: DateTime!, $zone: String!, $clock: Clock!, $filter: StatsFilter, $compare: Compare!,
  $daysBefore: Int
) {
  summary(from: $from, to: $to, timezone: $zone, clock: $clock, filter: $filter, compare: $compare,
    daysBefore: $daysBefore
  ) {
    sentences {
      kind measure target value previous goal n nPrevious verdict matters targets targetsBelow link
    }
    changes {
      measure value previous n nPrevious changeLow changeHigh verdict previousKnown matters dispersionAssumed
    }
  }
}`,
};
