import { language } from './language';

// They take long to be made.
const numberFormats = new Map<string, Intl.NumberFormat>();
const pluralRules = new Map<string, Intl.PluralRules>();

/** How numbers are written in the language that is shown. */
export function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const { locale } = language.value;
  const key = JSON.stringify([locale, options]);
  const known = numberFormats.get(key) ?? new Intl.NumberFormat(locale, options);
  numberFormats.set(key, known);
  return known;
}

/** Which form of a plural a number has in the language that is shown. */
export function pluralForm(n: number): Intl.LDMLPluralRule {
  const { locale } = language.value;
  const known = pluralRules.get(locale) ?? new Intl.PluralRules(locale);
  pluralRules.set(locale, known);
  return known.select(n);
}
