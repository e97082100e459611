/** At most so many letters, no letter cut in half, with `…` where something is missing. */
export function shorten(text: string, letters: number): string {
  if (text.length <= letters) return text;
  const kept = text.slice(0, letters - 1);
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
