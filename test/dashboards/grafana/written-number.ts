export interface WrittenNumber {
  readonly kind: 'duration' | 'share' | 'size' | 'number';
  /** Seconds, a share of 1, bytes, or as it stands. */
  readonly value: number;
  /** By how much the number may differ that was written so: half of the last digit. */
  readonly tolerance: number;
}

const FACTORS: Readonly<Record<WrittenNumber['kind'], Readonly<Record<string, number>>>> = {
  number: { '': 1, K: 1e3, Mil: 1e6, Bil: 1e9 },
  share: { '%': 0.01 },
  size: { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 },
  duration: {
    ...{ ms: 0.001, s: 1, min: 60, mins: 60, hour: 3_600, hours: 3_600, day: 86_400, days: 86_400 },
    ...{ week: 604_800, weeks: 604_800, year: 31_536_000, years: 31_536_000 },
  },
};

/** Reads a number that Grafana wrote: `1,234`, `1.67 mins`, `56.2%`. @returns undefined for any other text */
export function writtenNumber(text: string): WrittenNumber | undefined {
  const [, digits = '', decimals = '', unit = ''] = /^(-?[\d,]+(\.\d+)?) ?([A-Za-z]*|%)$/.exec(text) ?? [];
  const [found] = Object.entries(FACTORS).flatMap(([kind, factors]) => {
    const factor = factors[unit];
    return factor === undefined ? [] : [{ kind: kind as WrittenNumber['kind'], factor }];
  });
  if (digits === '' || found === undefined) return undefined;
  const { kind, factor } = found;
  const value = Number(digits.replaceAll(',', '')) * factor;
  // A trifle more, for what binary fractions do.
  return { kind, value, tolerance: 0.5001 * 10 ** -Math.max(0, decimals.length - 1) * factor };
}
