import { numberFormat } from './locale-formats';
import { inNumberIn, textIn } from './text';
import type { WrittenLanguage } from './words';

/** What stands where there is no number: nothing to average, no rating. */
export const NOTHING = '–';

const WHOLE = { maximumFractionDigits: 0 };
const AT_MOST_ONE_DIGIT = { maximumFractionDigits: 1 };
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
const TWO_DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** Such as `12,345`. */
export function count(language: WrittenLanguage, value: number): string {
  return numberFormat(language.locale, WHOLE).format(value);
}

/** A share of 1 as `84.6 %`; `100 %` only for all of it. */
export function share(language: WrittenLanguage, value: number): string {
  if (value === 1) return percent(language, 100, WHOLE);
  return percent(language, Math.min(value, value < 1 ? 0.999 : value) * 100, ONE_DIGIT);
}

/** A share of 1 in whole percent. */
export function wholeShare(language: WrittenLanguage, value: number): string {
  return percent(language, Math.round(value * 100), WHOLE);
}

/** Points or percents, which the unit behind them tells: 0.1 is `10`, 0.0234 `2.3`. */
export function hundredths(language: WrittenLanguage, value: number): string {
  return numberFormat(language.locale, AT_MOST_ONE_DIGIT).format(value * 100);
}

/** `4.21`, of stars. */
export function stars(language: WrittenLanguage, value: number): string {
  return numberFormat(language.locale, TWO_DIGITS).format(value);
}

/** `3.4`: how many on average, or points. */
export function oneDigit(language: WrittenLanguage, value: number): string {
  return numberFormat(language.locale, ONE_DIGIT).format(value);
}

/** A number of a measure, as its unit is written; null is {@link NOTHING}. */
export function inUnit(language: WrittenLanguage, value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return NOTHING;
  if (unit === 'seconds') return duration(language, value);
  if (unit === 'ratio') return share(language, value);
  if (unit === 'stars') return stars(language, value);
  return count(language, value);
}

/** The ends of an interval, such as `70.9 % – 92.8 %`; '' where it has none. */
export function intervalText(
  language: WrittenLanguage,
  low: number | null | undefined,
  high: number | null | undefined,
  unit: string,
): string {
  return typeof low === 'number' && typeof high === 'number'
    ? textIn(language, 'interval', { low: inUnit(language, low, unit), high: inUnit(language, high, unit) })
    : '';
}

const STEPS = [
  { unit: 'unit.days', seconds: 86_400 },
  { unit: 'unit.hours', seconds: 3600 },
  { unit: 'unit.minutes', seconds: 60 },
  { unit: 'unit.seconds', seconds: 1 },
] as const;

/** Seconds in the two greatest units, rounded: `1 m 23 s`, `2 h 5 m`, `3 d`; below ten seconds `4.2 s`. */
export function duration(language: WrittenLanguage, seconds: number): string {
  if (seconds < 9.95 && !Number.isInteger(seconds))
    return inNumberIn(language, 'unit.seconds', { amount: oneDigit(language, seconds) });
  const first = STEPS.findIndex((step) => seconds >= step.seconds);
  const finest = STEPS[first === -1 ? STEPS.length - 1 : Math.min(first + 1, STEPS.length - 1)] ?? STEPS[3];
  let left = Math.round(seconds / finest.seconds) * finest.seconds;
  const parts: string[] = [];
  for (const step of STEPS) {
    const amount = Math.floor(left / step.seconds);
    left -= amount * step.seconds;
    if (amount > 0) parts.push(inNumberIn(language, step.unit, { amount: count(language, amount) }));
  }
  return parts.length === 0
    ? inNumberIn(language, 'unit.seconds', { amount: count(language, 0) })
    : parts.join(' ');
}

function percent(language: WrittenLanguage, hundredfold: number, options: Intl.NumberFormatOptions): string {
  return inNumberIn(language, 'unit.percent', {
    amount: numberFormat(language.locale, options).format(hundredfold),
  });
}
