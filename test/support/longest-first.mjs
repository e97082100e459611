import TestSequencer from '@jest/test-sequencer';

/**
 * They take longest, and whatever begins last is what the others wait for. Jest itself knows only how long files are.
 */
const LONGEST = [
  'spool-model',
  'erasure',
  'documents',
  'every-measure',
  'signalzen-api',
  'what-is-missing',
  'notifications',
  'replay',
  'changed-rules',
  'answers-over-shards',
  'greedy-readers',
  'broken-statements',
  'overlapping-turns',
];

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => LONGEST.findIndex((name) => path.endsWith(`/${name}.spec.ts`)) >>> 0;
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}
