/** What stands where there is no number: nothing to average, no rating. */
export const NOTHING = '–';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** Such as `12,345`. */
export function count(value: number): string {
  return whole.format(value);
}

/** A share of 1 as `84.6 %`; `100 %` only for all of it. */
export function share(value: number): string {
  if (value === 1) return '100 %';
  return percent.format(Math.min(value, value < 1 ? 0.999 : value)).replace('%', ' %');
}

const atMostOneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** Points or percents, which the unit behind them tells: 0.1 is `10`, 0.0234 `2.3`. */
export function hundredths(value: number): string {
  return atMostOneDigit.format(value * 100);
}

/** `4.21`, of stars. */
export function stars(value: number): string {
  return twoDigits.format(value);
}

/** `3.4`: how many on average. */
export function average(value: number): string {
  return oneDigit.format(value);
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
    ? `${inUnit(low, unit)} – ${inUnit(high, unit)}`
    : '';
}

const STEPS = [
  { unit: 'd', seconds: 86_400 },
  { unit: 'h', seconds: 3600 },
  { unit: 'm', seconds: 60 },
  { unit: 's', seconds: 1 },
] as const;

/** Seconds in the two greatest units, rounded: `1 m 23 s`, `2 h 5 m`, `3 d`; below ten seconds `4.2 s`. */
export function duration(seconds: number): string {
  if (seconds < 9.95 && !Number.isInteger(seconds)) return `${oneDigit.format(seconds)} s`;
  const first = STEPS.findIndex((step) => seconds >= step.seconds);
  const finest = STEPS[first === -1 ? STEPS.length - 1 : Math.min(first + 1, STEPS.length - 1)] ?? STEPS[3];
  let left = Math.round(seconds / finest.seconds) * finest.seconds;
  const parts: string[] = [];
  for (const step of STEPS) {
    const amount = Math.floor(left / step.seconds);
    left -= amount * step.seconds;
    if (amount > 0) parts.push(`${amount} ${step.unit}`);
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}
