import { MEASURES, requireMeasure } from '../../answer/measures/registry/measures';
import { CHANGE_MEASURES, THRESHOLD_MEASURES } from '../../platform/rules/alert-rules';

describe('What an alert may be of', () => {
  it('is in the registry of measures', () => {
    const names = MEASURES.map(({ name }) => name);
    expect(THRESHOLD_MEASURES.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('has verdicts where changes of it are told', () => {
    const isJudged = (name: string) => {
      const { estimate, isCount, unit } = requireMeasure(name);
      return estimate !== undefined || (isCount && (unit === 'chats' || unit === 'episodes'));
    };
    expect(THRESHOLD_MEASURES.filter(isJudged)).toEqual(CHANGE_MEASURES);
  });
});
