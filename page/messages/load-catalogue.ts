import type { StartCatalogue } from './catalogue';
import { en } from './en';
import type { LanguageCode } from './languages';

const LOADERS: Readonly<Record<LanguageCode, (locale: string) => Promise<StartCatalogue>>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de')).de,
  ar: async (locale) => (await import('./arabic-in')).arabicIn(locale),
};

/** The texts of a language: English comes with the page, each other one is a file that is fetched when it is read. */
export function loadCatalogue(code: LanguageCode, locale: string): Promise<StartCatalogue> {
  return LOADERS[code](locale);
}
