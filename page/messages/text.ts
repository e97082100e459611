import { apartIn, filled, formOf, numberTextIn } from '../../src/platform/words/text';
import type { Message, ValuesOf } from '../../src/platform/words/message';
import type { WrittenLanguage } from '../../src/platform/words/words';
import type { Catalogue, MessageKey, MessageOf } from './catalogue';
import { language } from './language';

let laterTexts: Partial<Catalogue> = {};

/** Takes the English texts of the parts that are fetched later: only these parts may use them. */
export function bringLaterTexts(texts: Partial<Catalogue>): void {
  laterTexts = texts;
}

type Values<Key extends MessageKey> = ValuesOf<MessageOf<Key>, string>;
type Rest<Key extends MessageKey> = keyof Values<Key> extends never ? [] : [Values<Key>];

/**
 * The text of a message in the language that is shown. In a language that is written from right to left each value is
 * kept apart from what is around it: else a name or a sign would stand on the wrong side.
 */
export function t<Key extends MessageKey>(key: Key, ...[values]: Rest<Key>): string {
  return filled(language.value, messageOf(key), values);
}

/** The same for values that are part of a number: `{n} %`. What it is put into keeps all of it apart. */
export function inNumber<Key extends MessageKey>(key: Key, ...[values]: Rest<Key>): string {
  const { locale } = language.value;
  return filled({ locale, direction: 'ltr' }, messageOf(key), values);
}

/** What is said in any language, in the one that is shown. */
export function shown<Args extends unknown[], Said>(
  say: (language: WrittenLanguage, ...args: Args) => Said,
): (...args: Args) => Said {
  return (...args) => say(language.value, ...args);
}

/** A value with a direction of its own, where there is no element to say so: in attributes and on canvases. */
export function apart(value: string): string {
  return apartIn(language.value, value);
}

/** A message before values are put into it. @param n of a plural */
export function template(key: MessageKey, n: number | undefined): string {
  return formOf(language.value.locale, messageOf(key), n);
}

/** A number as it stands in a message. */
export function numberText(n: number): string {
  return numberTextIn(language.value.locale, n);
}

function messageOf(key: MessageKey): Message {
  const { catalogue }: { catalogue: Partial<Catalogue> } = language.value;
  const message = catalogue[key] ?? laterTexts[key];
  if (message === undefined) throw new Error(`the text ${key} has not come yet`);
  return message;
}
