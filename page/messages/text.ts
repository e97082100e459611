import type { Catalogue, MessageKey, MessageOf } from './catalogue';
import { language } from './language';
import { PLACEHOLDER } from './message';
import type { ValuesOf } from './message';
import { numberFormat, pluralForm } from './locale-formats';

const [ISOLATE, END] = ['\u2068', '\u2069'];
const PLACEHOLDERS = new RegExp(PLACEHOLDER, 'g');

let laterTexts: Partial<Catalogue> = {};

/** Takes the English texts of the parts that are fetched later: only these parts may use them. */
export function bringLaterTexts(texts: Partial<Catalogue>): void {
  laterTexts = texts;
}

type Values<Key extends MessageKey> = ValuesOf<MessageOf<Key>, string>;
type Rest<Key extends MessageKey> = keyof Values<Key> extends never ? [] : [Values<Key>];
type AnyValues = Readonly<Record<string, string | number>>;

/**
 * The text of a message in the language that is shown. In a language that is written from right to left each value is
 * kept apart from what is around it: else a name or a sign would stand on the wrong side.
 */
export function t<Key extends MessageKey>(key: Key, ...[values]: Rest<Key>): string {
  return withValues(key, values, language.value.direction === 'rtl');
}

/** The same for values that are part of a number: `{n} %`. What it is put into keeps all of it apart. */
export function inNumber<Key extends MessageKey>(key: Key, ...[values]: Rest<Key>): string {
  return withValues(key, values, false);
}

/** A value with a direction of its own, where there is no element to say so: in attributes and on canvases. */
export function apart(value: string): string {
  return language.value.direction === 'rtl' ? ISOLATE + value + END : value;
}

/** A message before values are put into it. @param n of a plural */
export function template(key: MessageKey, n: number | undefined): string {
  const { catalogue }: { catalogue: Partial<Catalogue> } = language.value;
  const message = catalogue[key] ?? laterTexts[key];
  if (message === undefined) throw new Error(`the text ${key} has not come yet`);
  if (typeof message === 'string') return message;
  return message[pluralForm(n ?? 0)] ?? message.other;
}

/** A number as it stands in a message. */
export function numberText(n: number): string {
  return numberFormat({ maximumFractionDigits: 0 }).format(n);
}

function withValues(key: MessageKey, values: AnyValues = {}, keepsApart: boolean): string {
  const { n } = values;
  return template(key, typeof n === 'number' ? n : undefined).replaceAll(
    PLACEHOLDERS,
    (placeholder, name: string) => {
      const value = values[name];
      if (value === undefined) return placeholder;
      const text = typeof value === 'number' ? numberText(value) : value;
      return keepsApart ? ISOLATE + text + END : text;
    },
  );
}
