import type { PanelRange } from '../infinity/with-macros';
import type { ShownField } from './shown-field';

/** Where values and times stand in a chart, in pixels. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(time: number): number;
  y(value: number): number;
  /** The values at the lines across. */
  readonly ticks: readonly number[];
  /** As many decimals as the lines need, if any. */
  readonly tickDecimals: { readonly decimals?: number };
}

/** Of values, and of durations with their units. */
const [NARROW, WIDE] = [56, 76] as const;

export function plotOf(
  series: readonly ShownField[],
  { from, to }: PanelRange,
  size: { readonly width: number; readonly height: number },
  isStacked: boolean,
): Plot {
  const left = series[0]?.settings.unit === 's' ? WIDE : NARROW;
  const [right, top, bottom] = [size.width - 12, 8, size.height - 26];
  const set = series[0]?.settings.max;
  const highest = set ?? Math.max(1e-9, highestOf(series, isStacked));
  const step = stepFor(highest);
  // Without a set end the scale goes on to the next line.
  const end = set ?? Math.ceil(highest / step) * step;
  const ticks = Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  );
  return {
    ...{ left, right, top, bottom, ticks },
    tickDecimals: step < 1 && series[0]?.settings.unit === 'short' ? { decimals: step < 0.1 ? 2 : 1 } : {},
    x: (time) => round(left + ((time - from) / (to - from)) * (right - left)),
    y: (value) => round(bottom - (value / end) * (bottom - top)),
  };
}

function highestOf(series: readonly ShownField[], isStacked: boolean): number {
  if (!isStacked) return Math.max(...series.flatMap(({ field }) => field.values.map(Number)));
  const lines = series[0]?.field.values ?? [];
  return Math.max(
    ...lines.map((_, line) => series.reduce((sum, { field }) => sum + Number(field.values[line]), 0)),
  );
}

/** The smallest distance of 1, 2 or 5 tens that leaves six lines at most. */
function stepFor(highest: number): number {
  const ten = 10 ** Math.floor(Math.log10(highest / 5));
  return [1, 2, 5, 10].map((factor) => factor * ten).find((step) => highest / step <= 5.000001) ?? highest;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
