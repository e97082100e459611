export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const SPREADSHEET_NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const RELATIONSHIPS_NAMESPACE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * What XML 1.0 cannot hold or would change, but for tabs and line feeds; and what Excel would take for such a thing,
 * also where it ends with the first character of one.
 */
const SPECIAL =
  /[&<>"]|(?![\t\n])[\p{Cc}\uFFFE\uFFFF]|_(?=x[\da-f]{4}(?:_|(?![\t\n])[\p{Cc}\uFFFE\uFFFF]))/giu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it stands between tags of a workbook, or in an attribute: a control character is written `_x0001_`. */
export function xmlText(text: string): string {
  return text.replace(SPECIAL, (character) => ENTITIES[character] ?? hexText(character));
}

function hexText(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
