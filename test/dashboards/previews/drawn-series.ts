import type { Plot } from './plot';
import type { ShownField } from './shown-field';
import { colorOf } from './shown-field';

/** A line with its area and points; it stops where there is no value. */
export function drawnLine(plot: Plot, times: readonly number[], series: ShownField): string {
  const { lineWidth = 1, fillOpacity = 0, pointSize = 4, lineStyle } = series.settings.custom;
  const color = colorOf(series, null);
  const dash = lineStyle?.dash === undefined ? '' : ` stroke-dasharray="${lineStyle.dash.join(' ')}"`;
  const drawn = piecesOf(plot, times, series).map((points) => {
    const line = points.map(([x, y]) => `${x},${y}`).join(' ');
    const [first, last] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0];
    return `<polygon points="${first},${plot.bottom} ${line} ${last},${plot.bottom}" fill="${color}" fill-opacity="${fillOpacity / 100}"/><polyline points="${line}" fill="none" stroke="${color}" stroke-width="${lineWidth}"${dash}/>`;
  });
  const dots = piecesOf(plot, times, series)
    .flat()
    .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="${pointSize / 2}" fill="${color}"/>`);
  // Points that would touch each other are left out, as in Grafana.
  const isSparse = (plot.right - plot.left) / Math.max(1, times.length) > 2 * pointSize;
  return [...drawn, ...(isSparse ? dots : [])].join('');
}

/** Bars on top of each other, about their times. */
export function drawnBars(plot: Plot, times: readonly number[], series: readonly ShownField[]): string[] {
  const gap = plot.x(times[1] ?? 0) - plot.x(times[0] ?? 0);
  const width = times.length > 1 ? gap * 0.6 : 40;
  const below = times.map(() => 0);
  return series.flatMap((one) =>
    times.map((time, line) => {
      const start = below[line] ?? 0;
      const end = start + Number(one.field.values[line]);
      below[line] = end;
      const { fillOpacity = 100 } = one.settings.custom;
      return `<rect x="${plot.x(time) - width / 2}" width="${width}" y="${plot.y(end)}" height="${plot.y(start) - plot.y(end)}" fill="${colorOf(one, null)}" fill-opacity="${fillOpacity / 100}"/>`;
    }),
  );
}

type Point = readonly [x: number, y: number];

function piecesOf(plot: Plot, times: readonly number[], { field }: ShownField): Point[][] {
  const pieces: Point[][] = [[]];
  times.forEach((time, line) => {
    const value = field.values[line];
    if (typeof value === 'number') pieces.at(-1)?.push([plot.x(time), plot.y(value)]);
    else pieces.push([]);
  });
  return pieces.filter(({ length }) => length > 0);
}
