import type { Bucket, Measured } from '../api/overview';

/** The paths of a line in a field of 100 by 30. */
export interface Sparkline {
  readonly current: string;
  /** '' where nothing is compared. */
  readonly before: string;
}

const WIDTH = 100;
const TOP = 2;
const HEIGHT = 26;

/**
 * The lines of a measure over its buckets. What is not complete, or only in part in the range, is left out: it would
 * look like a fall.
 * @returns undefined where there are fewer than two points: they make no line
 */
export function sparklineOf(rows: readonly (Bucket & Measured)[], measure: string): Sparkline | undefined {
  const valuesIn = (period: Bucket['period']) =>
    rows
      .filter((row) => row.period === period)
      .map((row) => (row.incomplete || row.partial ? null : (row[measure] ?? null)));
  const [current, before] = [valuesIn('CURRENT'), valuesIn('PREVIOUS')];
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  if (known(current).length < 2) return undefined;
  const all = [...known(current), ...known(before)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const last = Math.max(current.length, before.length) - 1;
  const pathOf = (values: readonly (number | null)[]): string =>
    values
      .map((value, index) => {
        if (value === null) return '';
        const isFirst = (values[index - 1] ?? null) === null;
        const y = high === low ? TOP + HEIGHT / 2 : TOP + HEIGHT * (1 - (value - low) / (high - low));
        return `${isFirst ? 'M' : 'L'}${rounded((WIDTH * index) / last)} ${rounded(y)}`;
      })
      .join('');
  return { current: pathOf(current), before: pathOf(before) };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
