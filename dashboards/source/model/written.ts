import type { FieldSettings } from './field-config';

/** By Grafana's unit: of `short`, 1,234 would be "1.23 K", and without decimals "1 K". */
const WRITTEN: Readonly<Record<string, FieldSettings>> = {
  short: { unit: 'locale', decimals: 0 },
  percentunit: { unit: 'percentunit', decimals: 1 },
  s: { unit: 's', decimals: 1 },
  bytes: { unit: 'bytes', decimals: 1 },
};

/**
 * How cells and large letters write numbers: counts with all their digits, and all numbers of a column with as many
 * decimals. Left to itself Grafana has three digits of each: 60% above 55.3%.
 */
export function written(settings: FieldSettings): FieldSettings {
  const { unit = '', decimals } = settings;
  return decimals === undefined ? { ...settings, ...WRITTEN[unit] } : settings;
}

/** Text in place of what is not there, such as the name of nobody. */
export function inPlaceOf(missing: 'empty' | 'null', text: string, color?: string): object {
  const result = { index: 0, text, ...(color === undefined ? {} : { color }) };
  return { type: 'special', options: { match: missing, result } };
}

/** Words for values, by the value, each with its colour if it has one. */
export function inWords(
  words: Readonly<Record<string, string | readonly [text: string, color: string]>>,
): object {
  const options = Object.fromEntries(
    Object.entries(words).map(([value, word], index) => {
      const [text, color] = typeof word === 'string' ? [word] : word;
      return [value, { index, text, ...(color === undefined ? {} : { color }) }] as const;
    }),
  );
  return { type: 'value', options };
}
