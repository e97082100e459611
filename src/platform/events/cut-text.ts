const CHARACTERS = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The beginning of a text: at most so many characters as Unicode counts them (code points), and none that a person
 * takes for one is cut in two, unless it alone is longer. Halves of a surrogate pair become U+FFFD, as in UTF-8.
 */
export function cutText(text: string, most: number): string {
  const whole = text.toWellFormed();
  if (whole.length <= most) return whole;
  // Two units of UTF-16 hold a code point at most; of what follows the cut, only the next one matters.
  const begun = Array.from(whole.slice(0, 2 * (most + 1)));
  if (begun.length <= most) return whole;
  const end = begun.slice(0, most).join('').length;
  const upToNext = begun.slice(0, most + 1).join('');
  const start = CHARACTERS.segment(upToNext).containing(end)?.index ?? end;
  return whole.slice(0, start === 0 ? end : start);
}
