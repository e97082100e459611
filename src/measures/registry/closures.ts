import { countOf, quotientOf } from './measure';
import type { Measure } from './measure';

const anchor = 'the close';

/** How long it took until an episode was closed. */
export const CLOSURE_MEASURES: readonly Measure[] = [
  countOf('closures', ['closure'], {
    description: 'Closed episodes with a known start: the samples of the closure times.',
    unit: 'episodes',
    anchor,
  }),
  quotientOf(
    'closureSecondsAvg',
    ['closure'],
    {
      description: 'Average time from the start of an episode to its first close.',
      unit: 'seconds',
      anchor,
      direction: 'DOWN',
    },
    (sums) => ({ dividend: sums.milliseconds('closure') / 1000, divisor: sums.count('closure') }),
  ),
];
