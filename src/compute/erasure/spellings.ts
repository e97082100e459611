/**
 * The ways in which a word stands in a body, letter case aside: as it is, as JSON escapes it, and as a URL does; with
 * its accents as letters of their own or not.
 */
export function spellingsOf(word: string): string[] {
  const forms = [word, word.normalize('NFC'), word.normalize('NFD')];
  return [
    ...new Set(
      forms.flatMap((form) => {
        const json = JSON.stringify(form).slice(1, -1);
        return [form, json, json.replaceAll('/', '\\/'), inAscii(json), encodeURIComponent(form)];
      }),
    ),
  ];
}

/** JSON may write every letter by its number. */
function inAscii(json: string): string {
  return json.replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
