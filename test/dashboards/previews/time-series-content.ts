import type { PanelJson } from '../dashboard-json';
import type { Frame } from '../infinity/frame';
import type { PanelRange } from '../infinity/with-macros';
import { escaped } from './escaped';
import { drawnLine, drawnBars } from './drawn-series';
import type { Plot } from './plot';
import { plotOf } from './plot';
import { NotDrawn } from './not-drawn';
import type { ShownField } from './shown-field';
import { colorOf, shownFields, textOf } from './shown-field';
import { timeTicks } from './time-ticks';

/** Lines or stacked bars over the range, with axes and a legend. @param size pixels of the content */
export function timeSeriesContent(
  panel: PanelJson,
  frame: Frame,
  range: PanelRange,
  size: { readonly width: number; readonly height: number },
): string {
  const fields = shownFields(panel, frame);
  const times = fields.find(({ field }) => field.type === 'timestamp')?.field.values.map(Number) ?? [];
  const series = fields.filter(({ field }) => field.type === 'number');
  const [first] = series;
  if (first === undefined) return '<div class="empty">No data</div>';
  const isStacked = first.settings.custom.stacking?.mode === 'normal';
  const plot = plotOf(series, range, { width: size.width, height: size.height - 28 }, isStacked);
  const drawn = isStacked ? drawnBars(plot, times, series) : series.map((one) => lineOf(plot, times, one));
  const svg = `<svg width="${size.width}" height="${size.height - 28}">${axesOf(plot, range, first)}${inside(plot, drawn)}</svg>`;
  const names = series.map(
    (one) => `<span><i style="background:${colorOf(one, null)}"></i>${escaped(one.name)}</span>`,
  );
  return `${svg}<div class="legend">${names.join('')}</div>`;
}

/** What stands outside of the axes is cut off: the first bucket may begin before the range. */
function inside({ left, right, top, bottom }: Plot, drawn: readonly string[]): string {
  const [width, height] = [right - left + 4, bottom - top + 4];
  return `<svg x="${left}" y="${top - 4}" width="${width}" height="${height}" viewBox="${left} ${top - 4} ${width} ${height}">${drawn.join('')}</svg>`;
}

function lineOf(plot: Plot, times: readonly number[], series: ShownField): string {
  const { drawStyle = 'line' } = series.settings.custom;
  if (drawStyle !== 'line') throw new NotDrawn(`${drawStyle} side by side`);
  return drawnLine(plot, times, series);
}

function axesOf(plot: Plot, range: PanelRange, first: ShownField): string {
  const lines = plot.ticks.map((value) => {
    const { text, suffix } = textOf(
      { ...first, settings: { ...first.settings, ...plot.tickDecimals } },
      value,
    );
    const y = plot.y(value);
    return `<line x1="${plot.left}" x2="${plot.right}" y1="${y}" y2="${y}"/><text x="${plot.left - 8}" y="${y + 4}" text-anchor="end">${escaped(text + suffix)}</text>`;
  });
  const upright = timeTicks(range, plot.right - plot.left).map(({ time, label }) => {
    const x = plot.x(time);
    return `<line x1="${x}" x2="${x}" y1="${plot.top}" y2="${plot.bottom}"/><text x="${x}" y="${plot.bottom + 18}" text-anchor="middle">${label}</text>`;
  });
  return `<g class="axes">${lines.join('')}${upright.join('')}</g>`;
}
