export type DecimalMark = '.' | ',';
export type Separator = ',' | ';' | '\t';

/** How the spreadsheets of a country write numbers and lists. */
export interface SpreadsheetLocale {
  readonly decimalMark: DecimalMark;
  readonly separator: Separator;
}

/** They separate lists with a semicolon although their decimal mark is a point. */
const POINT_AND_SEMICOLON: readonly (string | undefined)[] = ['CH', 'LI'];

/**
 * @param tag of BCP 47, such as `de-DE`
 * @returns `undefined` where it is none, or one of a language that is not known
 */
export function spreadsheetLocaleOf(tag: string): SpreadsheetLocale | undefined {
  if (!isKnown(tag)) return undefined;
  // Files have the digits 0 to 9, whatever digits the locale itself prefers.
  const locale = new Intl.Locale(tag, { numberingSystem: 'latn' });
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  const decimalMark = parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ',' : '.';
  const hasSemicolon = decimalMark === ',' || POINT_AND_SEMICOLON.includes(locale.maximize().region);
  return { decimalMark, separator: hasSemicolon ? ';' : ',' };
}

function isKnown(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
