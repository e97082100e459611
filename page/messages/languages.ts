interface LanguageInfo {
  /** What its speakers call it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Whose dates and numbers are shown where the browser names no country. */
  readonly locale: string;
}

/** The languages of the page. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr', locale: 'en-GB' },
  de: { name: 'Deutsch', direction: 'ltr', locale: 'de' },
  ar: { name: 'العربية', direction: 'rtl', locale: 'ar' },
} as const satisfies Record<string, LanguageInfo>;

export type LanguageCode = keyof typeof LANGUAGES;

export function isLanguage(code: string | null): code is LanguageCode {
  return code !== null && Object.hasOwn(LANGUAGES, code);
}

/**
 * The first language that a person reads and the page has, else English.
 * @param tags such as `de-AT`, the best first
 */
export function preferredLanguage(tags: readonly string[]): LanguageCode {
  return tags.map(languageOf).find(isLanguage) ?? 'en';
}

/** Whose dates and numbers a person reads in a language: those of their own country, where the browser names it. */
export function localeOf(code: LanguageCode, tags: readonly string[]): string {
  return tags.find((tag) => languageOf(tag) === code && tag !== code) ?? LANGUAGES[code].locale;
}

function languageOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}
