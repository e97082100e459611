import type { enWords } from './en';
import type { PluralForms } from './message';

export type WordKey = keyof typeof enWords;

/** The texts that are here, in a language: those of English, and plurals where English has them. */
export type Words = {
  readonly [Key in WordKey]: (typeof enWords)[Key] extends string ? string : PluralForms;
};

/** The message as English has it: its type tells the values that it takes. */
export type WordsOf<Key extends WordKey> = (typeof enWords)[Key];

/** In what language something is written, and whose dates and numbers stand in it. */
export interface WrittenLanguage {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly catalogue: Words;
}
