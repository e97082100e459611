import type { JsonObject } from './json-object';

const MAX_CHARACTERS = 60;
const QUESTION_MARKS = /[?？؟՞⸮\u037e]/u;
const GREEK = /\p{Script=Greek}/u;

/**
 * Whether a message may be a last word, such as a "thanks" ("Targets" in docs/metrics.md): it has a text, of at most 60
 * characters, that holds no question mark. In Greek `;` is one.
 */
export function mayBeLastWord(message: JsonObject | undefined): boolean {
  const text = message?.['body'];
  if (typeof text !== 'string' || text.trim() === '') return false;
  // Two units of UTF-16 hold a character at most: of a longer text, the characters need not be counted.
  if (text.length > 2 * MAX_CHARACTERS || Array.from(text).length > MAX_CHARACTERS) return false;
  return !QUESTION_MARKS.test(text) && !(text.includes(';') && GREEK.test(text));
}
