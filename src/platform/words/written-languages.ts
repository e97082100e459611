import { arWords } from './ar';
import { deWords } from './de';
import { enWords } from './en';
import type { WrittenLanguage } from './words';

/** Those in which mails are written. */
export const WRITTEN_LANGUAGES = {
  en: { locale: 'en-GB', direction: 'ltr', catalogue: enWords },
  de: { locale: 'de', direction: 'ltr', catalogue: deWords },
  ar: { locale: 'ar', direction: 'rtl', catalogue: arWords },
} as const satisfies Record<string, WrittenLanguage>;

export type WrittenLanguageCode = keyof typeof WRITTEN_LANGUAGES;
