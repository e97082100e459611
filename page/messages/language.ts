import { signal } from '@preact/signals';
import type { StartCatalogue } from './catalogue';
import { en } from './en';
import type { LanguageCode } from './languages';

export interface Language {
  readonly code: LanguageCode;
  /** Of dates and numbers. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  /** In English without what comes with the parts that are fetched later. */
  readonly catalogue: StartCatalogue;
}

/** The language that is shown. What reads it while it is rendered is rendered again in another one. */
export const language = signal<Language>({ code: 'en', locale: 'en-GB', direction: 'ltr', catalogue: en });
