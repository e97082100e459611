import type { en } from './en';
import type { PluralForms } from './message';

export type MessageKey = keyof typeof en;

/** All texts of the page in a language: those of English, and plurals where English has them. */
export type Catalogue = {
  readonly [Key in MessageKey]: (typeof en)[Key] extends string ? string : PluralForms;
};

/** The message as English has it: its type tells the values that it takes. */
export type MessageOf<Key extends MessageKey> = (typeof en)[Key];
