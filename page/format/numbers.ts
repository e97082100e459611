import { numberFormat } from '../messages/locale-formats';
import { inNumber, t } from '../messages/text';

/** What stands where there is no number: nothing to average, no rating. */
export const NOTHING = '–';

const WHOLE = { maximumFractionDigits: 0 };
const AT_MOST_ONE_DIGIT = { maximumFractionDigits: 1 };
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
const TWO_DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** Such as `12,345`. */
export function count(value: number): string {
  return numberFormat(WHOLE).format(value);
}

/** A share of 1 as `84.6 %`; `100 %` only for all of it. */
export function share(value: number): string {
  if (value === 1) return percent(100, WHOLE);
  return percent(Math.min(value, value < 1 ? 0.999 : value) * 100, ONE_DIGIT);
}

/** A share of 1 in whole percent. */
export function wholeShare(value: number): string {
  return percent(Math.round(value * 100), WHOLE);
}

/** Points or percents, which the unit behind them tells: 0.1 is `10`, 0.0234 `2.3`. */
export function hundredths(value: number): string {
  return numberFormat(AT_MOST_ONE_DIGIT).format(value * 100);
}

/** `4.21`, of stars. */
export function stars(value: number): string {
  return numberFormat(TWO_DIGITS).format(value);
}

/** `3.4`: how many on average, or points. */
export function oneDigit(value: number): string {
  return numberFormat(ONE_DIGIT).format(value);
}

/** A number of a measure, as its unit is written; null is {@link NOTHING}. */
export function inUnit(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return NOTHING;
  if (unit === 'seconds') return duration(value);
  if (unit === 'ratio') return share(value);
  if (unit === 'stars') return stars(value);
  return count(value);
}

/** The ends of an interval, such as `70.9 % – 92.8 %`; '' where it has none. */
export function intervalText(
  low: number | null | undefined,
  high: number | null | undefined,
  unit: string,
): string {
  return typeof low === 'number' && typeof high === 'number'
    ? t('interval', { low: inUnit(low, unit), high: inUnit(high, unit) })
    : '';
}

const STEPS = [
  { unit: 'unit.days', seconds: 86_400 },
  { unit: 'unit.hours', seconds: 3600 },
  { unit: 'unit.minutes', seconds: 60 },
  { unit: 'unit.seconds', seconds: 1 },
] as const;

/** Seconds in the two greatest units, rounded: `1 m 23 s`, `2 h 5 m`, `3 d`; below ten seconds `4.2 s`. */
export function duration(seconds: number): string {
  if (seconds < 9.95 && !Number.isInteger(seconds))
    return inNumber('unit.seconds', { amount: oneDigit(seconds) });
  const first = STEPS.findIndex((step) => seconds >= step.seconds);
  const finest = STEPS[first === -1 ? STEPS.length - 1 : Math.min(first + 1, STEPS.length - 1)] ?? STEPS[3];
  let left = Math.round(seconds / finest.seconds) * finest.seconds;
  const parts: string[] = [];
  for (const step of STEPS) {
    const amount = Math.floor(left / step.seconds);
    left -= amount * step.seconds;
    if (amount > 0) parts.push(inNumber(step.unit, { amount: count(amount) }));
  }
  return parts.length === 0 ? inNumber('unit.seconds', { amount: count(0) }) : parts.join(' ');
}

function percent(hundredfold: number, options: Intl.NumberFormatOptions): string {
  return inNumber('unit.percent', { amount: numberFormat(options).format(hundredfold) });
}
