import { MEASURES } from '../../src/answer/measures/registry/measures';
import { LANGUAGES, isLanguage } from './languages';
import { loadMeasureTexts } from './measure-texts';

const english = [...new Set(MEASURES.flatMap(({ description, anchor }) => [description, anchor]))];
const languages = Object.keys(LANGUAGES).filter(isLanguage);

describe.each(languages.filter((code) => code !== 'en'))('what measures mean in %s', (code) => {
  it('is said of each text of the registry as it is now, and of nothing else', async () => {
    const texts = await loadMeasureTexts(code);
    expect(Object.keys(texts).toSorted()).toEqual(english.toSorted());
  });

  it('is no English, names the same events and measures, and ends as a sentence where English does', async () => {
    const names = (text: string) =>
      text.match(/user\.\w+|copilotEligible|(?<=Percentile |Perzentil |المئين )\d+/g);
    for (const [original, text] of Object.entries(await loadMeasureTexts(code))) {
      expect(text).not.toBe(original);
      expect([original, names(text)]).toEqual([original, names(original)]);
      expect([original, text.endsWith('.')]).toEqual([original, original.endsWith('.')]);
    }
  });
});
