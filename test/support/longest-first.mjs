import TestSequencer from '@jest/test-sequencer';

/**
 * They take longest, and whatever begins last is what the others wait for. Jest itself knows only how long files are.
 */
const LONGEST = [
  'spool-model',
  'broken-statements',
  'documents',
  'signalzen-api',
  'what-is-missing',
  'replay',
  'every-measure',
  'greedy-readers',
  'overlapping-turns',
];

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => LONGEST.findIndex((name) => path.endsWith(`/${name}.spec.ts`)) >>> 0;
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}
