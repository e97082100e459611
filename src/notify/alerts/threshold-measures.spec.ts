import { MEASURES } from '../../answer/measures/registry/measures';
import { THRESHOLD_MEASURES } from '../../platform/rules/alert-rules';

describe('What a threshold may be of', () => {
  it('is in the registry of measures', () => {
    const names = MEASURES.map(({ name }) => name);
    expect(THRESHOLD_MEASURES.filter((name) => !names.includes(name))).toEqual([]);
  });
});
