const SECONDS = { d: 86_400, h: 3600, min: 60, s: 1 } as const;
const NUMBER = /^\d+(\.\d+)?$/;
const RATE = /^(\d+(?:\.\d+)?) %$/;
const IS_RATE = /Rate$|^rate|^answeredShare/;
const DURATION = /^(?:(\d+) d ?)?(?:(\d+) h ?)?(?:(\d+) min ?)?(?:(\d+(?:\.\d{1,3})?) s)?$/;

/**
 * The value of a measure as people write it: `–` for none, `1 h 5 min` for a duration, `50 %` for a rate, and
 * a plain number for all else.
 * @returns durations in seconds, rates from 0 to 1
 * @throws Error for what is not such a value, or one of another kind
 */
export function saidValue(measure: string, text: string): number | null {
  const value = text === '–' ? null : valueOfKind(measure, text);
  if (value === undefined) throw new Error(`"${text}" is no value of ${measure}`);
  return value;
}

function valueOfKind(measure: string, text: string): number | undefined {
  if (IS_RATE.test(measure)) return numberIn(RATE.exec(text)?.[1], 0.01);
  if (!measure.includes('Seconds') && measure !== 'length of the day')
    return NUMBER.test(text) ? Number(text) : undefined;
  const parts: readonly (string | undefined)[] = DURATION.exec(text)?.slice(1) ?? [];
  if (parts.every((part) => part === undefined)) return undefined;
  const units = Object.values(SECONDS);
  return units.reduce((sum, unit, index) => sum + (numberIn(parts[index], unit) ?? 0), 0);
}

function numberIn(text: string | undefined, unit: number): number | undefined {
  return text === undefined ? undefined : Number(text) * unit;
}
