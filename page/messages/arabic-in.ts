import { ar } from './ar';
import type { Catalogue } from './catalogue';

/** The texts in Arabic, with the digits that are written in a country: those of numbers beside them. */
export function arabicIn(locale: string): Catalogue {
  const digits = new Intl.NumberFormat(locale);
  return JSON.parse(
    JSON.stringify(ar, (_, text: unknown) =>
      typeof text === 'string' ? text.replace(/[0-9]/g, (digit) => digits.format(Number(digit))) : text,
    ),
  ) as Catalogue;
}
