import type { ExpectedMeasures } from '../world/expected-measures';
import type { Count } from '../world/measure-names';

/** The measures that are a sum over a count. */
export const AVERAGES = [
  'closureSecondsAvg',
  'ratingAvg',
  'ratingResponseRate',
  'firstResponseSecondsAvg',
  'firstAnswerSecondsAvg',
  'replySecondsAvg',
  'totalWaitSecondsAvg',
] as const;
export type Average = (typeof AVERAGES)[number];

interface SumOverCount {
  readonly sum: (expected: ExpectedMeasures) => number;
  readonly over: Count;
}

export const SUM_OVER_COUNT: Readonly<Record<Average, SumOverCount>> = {
  closureSecondsAvg: { sum: ({ closureSeconds }) => total(closureSeconds), over: 'closures' },
  ratingAvg: { sum: stars, over: 'ratings' },
  ratingResponseRate: { sum: ({ ratedClosures }) => ratedClosures, over: 'episodesClosed' },
  firstResponseSecondsAvg: {
    sum: ({ firstResponseSeconds }) => total(firstResponseSeconds),
    over: 'firstResponses',
  },
  firstAnswerSecondsAvg: { sum: ({ firstAnswerSeconds }) => total(firstAnswerSeconds), over: 'firstAnswers' },
  replySecondsAvg: { sum: ({ replySeconds }) => total(replySeconds), over: 'replies' },
  totalWaitSecondsAvg: {
    sum: ({ totalWaitSeconds }) => total(totalWaitSeconds),
    over: 'totalWaits',
  },
};

/**
 * Shares of episodes that a service does not count for themselves: what has been added to such a share is known only
 * where there was none before.
 */
export const SHARES = ['copilotDurableResolutionRate', 'repeatContactRate'] as const;
export type Share = (typeof SHARES)[number];

/** `null`: a share of nothing. */
export function expectedShare(expected: ExpectedMeasures, share: Share): number | null {
  const [part, whole] =
    share === 'repeatContactRate'
      ? [expected.repeatContacts, expected.endedAWeekAgo]
      : [expected.durablyResolved, expected.resolvedAWeekAgo];
  return whole === 0 ? null : part / whole;
}

function total(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0);
}

function stars({ rating1, rating2, rating3, rating4, rating5 }: ExpectedMeasures): number {
  return rating1 + 2 * rating2 + 3 * rating3 + 4 * rating4 + 5 * rating5;
}
