import { countOf, EPISODE_CLOSE, quotientOf, rateOf } from './measure';
import type { Direction, FactKind, FactSums, Measure } from './measure';

const anchor = 'the event that brought the value';
const STARS = [1, 2, 3, 4, 5] as const;
/** The kinds of facts that are ratings. */
export const RATING_KINDS: readonly FactKind[] = STARS.map((stars) => `rating_${stars}` as const);
const DIRECTION_OF_STARS: Record<(typeof STARS)[number], Direction> = {
  1: 'DOWN',
  2: 'DOWN',
  3: 'NEUTRAL',
  4: 'UP',
  5: 'UP',
};

/** What visitors thought of it. */
export const RATING_MEASURES: readonly Measure[] = [
  countOf('ratings', RATING_KINDS, {
    description: 'Distinct rated messages with a value from 1 to 5. The last value given counts.',
    unit: 'ratings',
    anchor,
    direction: 'UP',
  }),
  {
    ...quotientOf(
      'ratingAvg',
      RATING_KINDS,
      { description: 'Average of the ratings, 1 to 5 stars.', unit: 'stars', anchor, direction: 'UP' },
      (sums) => ({ dividend: starsIn(sums, (stars) => stars), divisor: ratingsIn(sums) }),
    ),
    estimate: {
      of: 'mean',
      perUnit: 1,
      samplesIn: (sums) => ({
        count: BigInt(ratingsIn(sums)),
        sum: BigInt(starsIn(sums, (stars) => stars)),
        squares: BigInt(starsIn(sums, (stars) => stars * stars)),
      }),
    },
  },
  ...STARS.map((stars) =>
    countOf(`rating${stars}`, [`rating_${stars}`], {
      description: `Ratings whose last value is ${stars}.`,
      unit: 'ratings',
      anchor,
      direction: DIRECTION_OF_STARS[stars],
    }),
  ),
  quotientOf(
    'csatRate',
    RATING_KINDS,
    { description: 'Share of the ratings that are 4 or 5.', unit: 'ratio', anchor, direction: 'UP' },
    (sums) => ({ dividend: sums.count('rating_4') + sums.count('rating_5'), divisor: ratingsIn(sums) }),
  ),
  rateOf('ratingResponseRate', 'rated_closure', ['episode_closed'], {
    description:
      'Share of the closed episodes that were rated. A rating belongs to the latest episode of its chat that started before it.',
    anchor: EPISODE_CLOSE,
    direction: 'UP',
  }),
];

function ratingsIn(sums: FactSums): number {
  return RATING_KINDS.reduce((total, kind) => total + sums.count(kind), 0);
}

/** The sum of something over all ratings. */
function starsIn(sums: FactSums, valueOf: (stars: number) => number): number {
  return STARS.reduce((total, stars) => total + valueOf(stars) * sums.count(`rating_${stars}`), 0);
}
