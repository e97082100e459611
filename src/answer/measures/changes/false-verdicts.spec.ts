import { falseRate, KINDS, simulateVerdicts } from '../../../../bench/verdicts/simulate-verdicts';

/** `npm run bench -- verdicts` draws more. */
const COMPARISONS = 200;
/** Of 200 comparisons of which 8 % are called different, more than this are in one of some hundred cases. */
const MAX_FALSE_RATE = 0.14;

describe('a verdict', () => {
  it.each(KINDS.map((kind) => [kind.name, kind] as const))(
    'calls few things different of which nothing has changed: %s',
    (_, kind) => {
      const found = simulateVerdicts(kind, COMPARISONS, 7);
      expect(found.judged).toBeGreaterThan(COMPARISONS / 4);
      expect(falseRate(found)).toBeLessThan(MAX_FALSE_RATE);
      expect(found.wrong).toBeGreaterThan(0);
    },
  );
});
