import { NotDrawn } from './not-drawn';

export interface WrittenValue {
  readonly text: string;
  /** Smaller in large numbers. */
  readonly suffix: string;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const THOUSANDS = ['', ' K', ' Mil', ' Bil', ' Tri'];

/** A number as Grafana writes it in one of its units. @throws NotDrawn for a unit that the dashboards have elsewhere */
export function writtenValue(value: number, unit = 'short', decimals?: number): WrittenValue {
  switch (unit) {
    case 'short': {
      const power = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) / 3);
      const place = Math.min(Math.max(power, 0), THOUSANDS.length - 1);
      return { text: fixed(value / 1000 ** place, decimals), suffix: THOUSANDS[place] ?? '' };
    }
    case 'locale':
      return { text: value.toLocaleString('en-US', { maximumFractionDigits: decimals ?? 3 }), suffix: '' };
    case 'percentunit':
      return { text: fixed(value * 100, decimals), suffix: '%' };
    case 's':
      return writtenSeconds(value, decimals);
    case 'dateTimeAsIso':
      return { text: new Date(value).toISOString().slice(0, 19).replace('T', ' '), suffix: '' };
    default:
      throw new NotDrawn(`the unit ${unit}`);
  }
}

function writtenSeconds(value: number, decimals?: number): WrittenValue {
  if (value === 0) return { text: '0', suffix: ' s' };
  if (value < 1) return { text: fixed(value * 1000, decimals), suffix: ' ms' };
  if (value < MINUTE) return { text: fixed(value, decimals), suffix: ' s' };
  if (value < HOUR) return { text: fixed(value / MINUTE, decimals), suffix: ' min' };
  if (value < DAY) return { text: fixed(value / HOUR, decimals), suffix: ' hour' };
  if (value < 7 * DAY) return { text: fixed(value / DAY, decimals), suffix: ' day' };
  return { text: fixed(value / (7 * DAY), decimals), suffix: ' week' };
}

/** Without a number of decimals three digits; a whole number has none. */
function fixed(value: number, decimals = decimalsOf(value)): string {
  return value.toFixed(decimals);
}

function decimalsOf(value: number): number {
  return value % 1 === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
}
