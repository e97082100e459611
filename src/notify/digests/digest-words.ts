import type { Message, PluralForms, ValuesOf } from '../../platform/words/message';
import { filled } from '../../platform/words/text';
import { WRITTEN_LANGUAGES } from '../../platform/words/written-languages';
import type { WrittenLanguageCode } from '../../platform/words/written-languages';
import { arabicDigest } from './arabic-words';
import type { englishDigest } from './english-words';
import { englishDigest as en } from './english-words';
import { germanDigest } from './german-words';

type English = typeof englishDigest;
type DigestKey = keyof English;

/** What only digests say, in a language. */
export type DigestWords = { readonly [Key in DigestKey]: English[Key] extends string ? string : PluralForms };

type Values<Key extends DigestKey> = ValuesOf<English[Key] extends Message ? English[Key] : never, string>;
type Rest<Key extends DigestKey> = keyof Values<Key> extends never ? [] : [Values<Key>];

export const DIGEST_WORDS: Readonly<Record<WrittenLanguageCode, DigestWords>> = {
  en,
  de: germanDigest,
  ar: arabicDigest,
};

/** A text of a digest. */
export function inDigest<Key extends DigestKey>(
  code: WrittenLanguageCode,
  key: Key,
  ...[values]: Rest<Key>
): string {
  return filled(WRITTEN_LANGUAGES[code], DIGEST_WORDS[code][key], values);
}
