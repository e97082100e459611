import { signal } from '@preact/signals';
import type { Catalogue } from './catalogue';
import { en } from './en';
import type { LanguageCode } from './languages';

export interface Language {
  readonly code: LanguageCode;
  /** Of dates and numbers. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly catalogue: Catalogue;
}

/** The language that is shown. What reads it while it is rendered is rendered again in another one. */
export const language = signal<Language>({ code: 'en', locale: 'en-GB', direction: 'ltr', catalogue: en });
