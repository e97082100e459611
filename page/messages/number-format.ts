import { language } from './language';

const formats = new Map<string, Intl.NumberFormat>();

/** How numbers are written in the language that is shown. */
export function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const { locale } = language.value;
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, known);
  return known;
}
