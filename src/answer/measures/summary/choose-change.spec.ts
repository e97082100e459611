import type { WeighedChange } from '../changes/change';
import { certainChanges } from './choose-change';

const NOTHING: WeighedChange = {
  ...{ measure: '', value: 2, previous: 1, n: 100, nPrevious: 100, change: 1, changeLow: 0, changeHigh: 2 },
  ...{
    verdict: 'NOT_DISTINGUISHABLE',
    previousKnown: true,
    matters: true,
    dispersionAssumed: false,
    chance: null,
    weight: 90,
    certainAmongGroups: null,
  },
  ...{ account: null, operator: null, operatorName: null, team: null, teamOverlaps: null, page: null },
  ...{ copilot: null, attribute: null },
};
const certain = (measure: string, chance: number, weight: number): WeighedChange => ({
  ...{ ...NOTHING, measure, chance, weight },
  verdict: 'LOWER',
  matters: weight >= 1,
});

const chooseChange = (changes: readonly WeighedChange[]) => certainChanges(changes)[0];

describe('the change that is told', () => {
  it('is the largest by what matters, of those that are certain', () => {
    const changes = [certain('a', 0.0001, 3), NOTHING, certain('b', 0.0002, 4), certain('c', 0.03, 5)];
    expect(certainChanges(changes).map(({ measure }) => measure)).toEqual(['c', 'b', 'a']);
    const found = chooseChange([certain('a', 0.0001, 3), NOTHING, certain('b', 0.0002, 4)]);
    expect(found?.measure).toBe('b');
  });

  it('is none that is certain by itself, and may be chance among many', () => {
    const [one, others] = [certain('a', 0.02, 9), Array<WeighedChange>(10).fill(NOTHING)];
    expect(chooseChange([one])?.measure).toBe('a');
    expect(chooseChange([one, ...others])).toBeUndefined();
    // Several that are certain lend each other weight.
    expect(chooseChange([one, ...Array<WeighedChange>(4).fill(certain('b', 0.001, 2))])?.measure).toBe('a');
  });

  it('was chosen among what was judged alone', () => {
    const unjudged = ['TOO_FEW', 'NOT_YET', null] as const;
    const others = unjudged.map((verdict) => ({ ...NOTHING, verdict }));
    expect(chooseChange([certain('a', 0.04, 1), ...others, ...others, ...others])?.measure).toBe('a');
    expect(chooseChange([certain('a', 0.04, 1), NOTHING])).toBeUndefined();
  });

  it('is none that does not matter, however certain, and of equal ones the more certain', () => {
    expect(chooseChange([certain('a', 1e-9, 0.9)])).toBeUndefined();
    const equal = [certain('a', 0.002, Infinity), certain('b', 0.001, Infinity)];
    expect(chooseChange(equal)?.measure).toBe('b');
    expect(chooseChange([])).toBeUndefined();
  });
});
