import { signal } from '@preact/signals';
import type { Catalogue } from './catalogue';
import { en } from './en';
import { LANGUAGES, isLanguage, localeOf, preferredLanguage } from './languages';
import type { LanguageCode } from './languages';

const KEY = 'signalzen-analytics.language';

export interface Language {
  readonly code: LanguageCode;
  /** Of dates and numbers. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly catalogue: Catalogue;
}

/** The language that is shown. What reads it while it is rendered is rendered again in another one. */
export const language = signal<Language>({ code: 'en', locale: 'en-GB', direction: 'ltr', catalogue: en });

/** Shows the language that was chosen here, else the first of the browser's that the page has. */
export async function showPreferredLanguage(): Promise<void> {
  const chosen = localStorage.getItem(KEY);
  await show(isLanguage(chosen) ? chosen : preferredLanguage(navigator.languages));
}

/** Shows another language, now and whenever the page is opened in this browser. */
export async function chooseLanguage(code: LanguageCode): Promise<void> {
  localStorage.setItem(KEY, code);
  await show(code);
}

/** If its texts cannot be fetched, those that are shown stay. */
async function show(code: LanguageCode): Promise<void> {
  const { direction, load } = LANGUAGES[code];
  const catalogue = await load().catch(() => undefined);
  if (catalogue === undefined) return;
  language.value = { code, direction, catalogue, locale: localeOf(code, navigator.languages) };
  const { documentElement } = document;
  documentElement.lang = code;
  documentElement.dir = direction;
}
