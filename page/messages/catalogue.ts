import type { en } from './en';
import type { enLater } from './en-later';
import type { PluralForms } from '../../src/platform/words/message';

type English = typeof en & typeof enLater;

export type MessageKey = keyof English;

/** What the page begins with. */
export type StartCatalogue = Pick<Catalogue, keyof typeof en>;

/** All texts of the page in a language: those of English, and plurals where English has them. */
export type Catalogue = {
  readonly [Key in MessageKey]: English[Key] extends string ? string : PluralForms;
};

/** The message as English has it: its type tells the values that it takes. */
export type MessageOf<Key extends MessageKey> = English[Key];
