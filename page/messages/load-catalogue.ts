import type { StartCatalogue } from './catalogue';
import { en } from './en';
import type { LanguageCode } from './languages';

const LOADERS: Readonly<Record<LanguageCode, () => Promise<StartCatalogue>>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de')).de,
  ar: async () => (await import('./ar')).ar,
};

/** The texts of a language: English comes with the page, each other one is a file that is fetched when it is read. */
export function loadCatalogue(code: LanguageCode): Promise<StartCatalogue> {
  return LOADERS[code]();
}
