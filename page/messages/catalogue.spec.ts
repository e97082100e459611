import { en } from './en';
import { enLater } from './en-later';
import { LANGUAGES, isLanguage, localeOf, preferredLanguage } from './languages';
import type { LanguageCode } from './languages';
import { loadCatalogue } from './load-catalogue';
import type { Message, PluralForms } from '../../src/platform/words/message';

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
const formsOf = (message: Message): PluralForms =>
  typeof message === 'string' ? { other: message } : message;
const english: Readonly<Record<string, Message>> = { ...en, ...enLater };
const textsIn = async (code: LanguageCode): Promise<Readonly<Record<string, Message>>> =>
  code === 'en' ? english : loadCatalogue(code, LANGUAGES[code].locale);

describe.each(Object.keys(LANGUAGES).filter(isLanguage))('the texts in %s', (code) => {
  it('are those of English, with the same values, and no text is empty', async () => {
    const catalogue = await textsIn(code);
    expect(Object.keys(catalogue).toSorted()).toEqual(Object.keys(english).toSorted());
    for (const [key, message] of Object.entries(catalogue)) {
      const expected = namesIn(formsOf(english[key] ?? '').other);
      const { other, ...special } = formsOf(message);
      expect([key, namesIn(other).toSorted()]).toEqual([key, expected.toSorted()]);
      // A form for one or two may say so in words.
      for (const form of Object.values(special)) {
        expect(expected).toEqual(expect.arrayContaining(namesIn(form)));
        expect(form.trim()).not.toBe('');
      }
      expect(other.trim()).not.toBe('');
    }
  });

  it('call what is pressed by what is read on it, and more', async () => {
    const catalogue = await textsIn(code);
    const labelled = Object.keys(catalogue).filter((key) => `${key}.label` in catalogue);
    expect(labelled.length).toBeGreaterThan(10);
    for (const key of labelled) {
      const [seen, label] = [key, `${key}.label`].map((name) =>
        formsOf(catalogue[name] ?? '').other.toLowerCase(),
      );
      expect(label).toContain(seen);
    }
  });

  it('have each form that the plural of the language has', async () => {
    const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions();
    for (const message of Object.values(await textsIn(code))) {
      if (typeof message !== 'string')
        expect(Object.keys(message).toSorted()).toEqual(pluralCategories.toSorted());
    }
  });
});

describe('the texts in Arabic', () => {
  it('have the digits that are written in the country of whoever reads', async () => {
    const lastDays = async (locale: string) => (await loadCatalogue('ar', locale))['range.last-7-days'];
    expect(await lastDays('ar-EG')).toBe('آخر ٧ أيام');
    expect(await lastDays('ar-MA')).toBe('آخر 7 أيام');
  });
});

describe('the language of a browser', () => {
  it.each([
    [['de-AT', 'en'], 'de', 'de-AT'],
    [['fr-FR', 'ar-EG', 'de'], 'ar', 'ar-EG'],
    [['fr'], 'en', 'en-GB'],
    [['en-US'], 'en', 'en-US'],
    [['de'], 'de', 'de'],
    [[], 'en', 'en-GB'],
  ])('that reads %j is %s, with the dates and numbers of %s', (tags, code, locale) => {
    const preferred = preferredLanguage(tags);
    expect([preferred, localeOf(preferred, tags)]).toEqual([code, locale]);
  });
});
