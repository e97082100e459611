import type { Separator } from './spreadsheet-locale';

/** The signs that begin a formula, with what some programs take for the same: full-width and small forms, the minus. */
const SIGN = '[=+\\-@＝＋－＠﹦﹢﹣﹫−]';
/** What may stand before such a sign: blanks, what nobody sees, and quotes, which a reader takes away. */
const IGNORED = '[\\s"\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}]';
const IGNORED_IN_LINE = `(?:(?![\\t\\r\\n])${IGNORED})`;
/** What makes a number of the sign before it. */
const REST_OF_NUMBER = '(?<=[+\\-−])(?:\\d+(?:[.,]\\d+)?|\\.\\d+)';
/** The same at the end of a list in JSON. */
const REST_OF_LAST_NUMBER = `${REST_OF_NUMBER}[\\]}]*`;
/** Some programs take what follows them for a formula, or for the beginning of another cell. */
const BEGINS_BADLY = /^[\t\r\n]/;

const SEPARATORS: readonly Separator[] = [',', ';', '\t'];

/**
 * Keeps spreadsheets from computing what other people wrote, with an apostrophe before each sign that would begin a
 * formula: in the cell, or in one of those into which a program cuts it that takes another separator than that of the
 * file, or each of its lines for a row. A number stays as it is, since it computes nothing, and so does a smile: `;-)`.
 * @param separator that of the file
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function formulaGuard(separator: Separator): (text: string) => string {
  const others = SEPARATORS.filter((one) => one !== separator).join('');
  const inCell = `(?<=^${IGNORED}*${SIGN})(?!${REST_OF_NUMBER}$)`;
  const isNumberOfLine = `${REST_OF_LAST_NUMBER}(?:$|[\\r\\n])`;
  const isNumberBetween = `(?<=(?<mark>[,;])${IGNORED_IN_LINE}*${SIGN})${REST_OF_LAST_NUMBER}\\k<mark>`;
  const inPart = `(?<=[${others}\\r\\n]${IGNORED}*${SIGN})(?!${isNumberOfLine}|${isNumberBetween}|\\))`;
  // Looks back from signs only, so that no blank is read twice.
  const formula = new RegExp(`${SIGN}(?:${inCell}|${inPart})`, 'gu');
  return (text) => {
    const guarded = text.replace(formula, "'$&");
    return BEGINS_BADLY.test(guarded) ? `'${guarded}` : guarded;
  };
}
