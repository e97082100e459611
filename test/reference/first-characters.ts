/**
 * docs/metrics.md: "cut at 200 characters, never within one": characters are code points, and none is cut from what a
 * person takes for one, unless that alone is longer.
 */
export function firstCharacters(text: string, most: number): string {
  const whole = Buffer.from(text).toString();
  if (whole.length <= most) return whole;
  let [kept, length] = ['', 0];
  for (const { segment } of new Intl.Segmenter('en').segment(whole)) {
    length += Array.from(segment).length;
    if (length > most) return kept === '' ? Array.from(segment).slice(0, most).join('') : kept;
    kept += segment;
  }
  return kept;
}
