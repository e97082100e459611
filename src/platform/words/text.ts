import { numberFormat, pluralForm } from './locale-formats';
import { PLACEHOLDER } from './message';
import type { Message, ValuesOf } from './message';
import type { WordKey, WordsOf, WrittenLanguage } from './words';

const [ISOLATE, END] = ['\u2068', '\u2069'];
const PLACEHOLDERS = new RegExp(PLACEHOLDER, 'g');

export type AnyValues = Readonly<Record<string, string | number>>;
type Values<Key extends WordKey> = ValuesOf<WordsOf<Key>, string>;
type Rest<Key extends WordKey> = keyof Values<Key> extends never ? [] : [Values<Key>];
type Written = Pick<WrittenLanguage, 'locale' | 'direction'>;

/**
 * The text of a message. In a language that is written from right to left each value is kept apart from what is around
 * it: else a name or a sign would stand on the wrong side.
 */
export function textIn<Key extends WordKey>(
  language: WrittenLanguage,
  key: Key,
  ...[values]: Rest<Key>
): string {
  return filled(language, language.catalogue[key], values);
}

/** The same for values that are part of a number: `{n} %`. What it is put into keeps all of it apart. */
export function inNumberIn<Key extends WordKey>(
  language: WrittenLanguage,
  key: Key,
  ...[values]: Rest<Key>
): string {
  return filled({ ...language, direction: 'ltr' }, language.catalogue[key], values);
}

/** A value with a direction of its own, where there is no element to say so. */
export function apartIn({ direction }: Pick<Written, 'direction'>, value: string): string {
  return direction === 'rtl' ? ISOLATE + value + END : value;
}

/** A number as it stands in a message. */
export function numberTextIn(locale: string, n: number): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(n);
}

/** A message before values are put into it. @param n of a plural */
export function formOf(locale: string, message: Message, n = 0): string {
  return typeof message === 'string' ? message : (message[pluralForm(locale, n)] ?? message.other);
}

/** A message with its values. */
export function filled(language: Written, message: Message, values: AnyValues = {}): string {
  const { n } = values;
  const form = formOf(language.locale, message, typeof n === 'number' ? n : undefined);
  return form.replaceAll(PLACEHOLDERS, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    return apartIn(language, typeof value === 'number' ? numberTextIn(language.locale, value) : value);
  });
}
