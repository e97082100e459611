import { ar } from './ar';
import { de } from './de';
import { en } from './en';
import { language } from './language';
import { t } from './text';
import { duration, share } from '../format/numbers';

const SHOWN = {
  en: { code: 'en', locale: 'en-GB', direction: 'ltr', catalogue: en },
  de: { code: 'de', locale: 'de', direction: 'ltr', catalogue: de },
  ar: { code: 'ar', locale: 'ar', direction: 'rtl', catalogue: ar },
} as const;

describe('a text of the page', () => {
  afterEach(() => {
    language.value = SHOWN.en;
  });

  it('has the form of its number, in the language that is shown', () => {
    const ratings = (n: number) => t('noun.ratings', { n });
    expect([1, 0, 1234].map(ratings)).toEqual(['1 rating', '0 ratings', '1,234 ratings']);
    language.value = SHOWN.de;
    expect([1, 1234].map(ratings)).toEqual(['1 Bewertung', '1.234 Bewertungen']);
    language.value = SHOWN.ar;
    expect([1, 2].map(ratings)).toEqual(['تقييم واحد', 'تقييمان']);
    expect(ratings(3)).toMatch(/3.* تقييمات$/);
    expect(ratings(11)).toMatch(/11.* تقييمًا$/);
  });

  it('keeps its values apart where it is written from right to left, and a number in one piece', () => {
    language.value = SHOWN.ar;
    expect(t('change.was', { value: '−4.2%' })).toBe('كان \u2068−4.2%\u2069');
    expect([share(0.5), duration(83)]).toEqual(['50.0%', '1\u00a0د 23\u00a0ث']);
  });

  it('writes numbers as its readers do', () => {
    language.value = SHOWN.de;
    expect([share(0.4567), duration(4.23), duration(7499)]).toEqual([
      ...['45,7\u00a0%', '4,2\u00a0s', '2\u00a0h 5\u00a0min'],
    ]);
  });
});
