import { z } from 'zod';
import { DEFAULT_MATTERS } from '../rules';
import type { MattersRules } from '../rules';
import { keyed } from './keyed';

const HUNDRED = 100;

/** A share as people write it, out of a hundred. */
const ofHundred = (error: string) => z.number({ error }).min(0, error).max(HUNDRED, error).optional();

/** Which changes matter. */
export const matters = keyed({
  points: ofHundred(
    'must be a number of points from 0 to 100, such as 2: from 80 to 82 % are 2 points',
  ).describe('By how many points a rate must change, 2 by default: from 80 to 82 % are 2 points.'),
  percent: ofHundred('must be a number from 0 to 100, such as 5 for 5 %').describe(
    'By how many percent of what it was anything else must change: 5 by default.',
  ),
}).transform(({ points, percent }): MattersRules => ({
  points: points === undefined ? DEFAULT_MATTERS.points : points / HUNDRED,
  relative: percent === undefined ? DEFAULT_MATTERS.relative : percent / HUNDRED,
}));
