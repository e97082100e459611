import uPlot from 'uplot';
import { apart } from '../messages/text';
import { durationScale, scaleLabel, stepsFor } from './axis-scale';
import type { Chart, ChartSeries } from './chart';
import { drawnSeries, plotData } from './plot-data';
import type { PlotSurface } from './plot-surface';
import { markNotes } from './plot-notes';
import { shadeUnlikeOthers } from './plot-shades';

const LABEL_WIDTH = 56;
// uPlot's enumerations are in its types only, and have no value that could be named.
/* eslint-disable @typescript-eslint/no-unsafe-enum-assignment */
const RIGHT: uPlot.Axis.Side = 1;
const LOGARITHMIC: uPlot.Scale.Distr = 3;
/* eslint-enable @typescript-eslint/no-unsafe-enum-assignment */

/**
 * Draws a chart into an element.
 * @param pointer what follows a pointer, if there is one
 */
export function plot(chart: Chart, into: HTMLElement, surface: PlotSurface, pointer?: uPlot.Plugin): uPlot {
  const { buckets } = chart;
  const { width, height, scale } = surface;
  const drawn = drawnSeries(chart);
  const left = drawn.find(({ series }) => series.isOnRight !== true)?.series.unit ?? 'episodes';
  const hasRight = drawn.some(({ series }) => series.isOnRight === true);
  const options: uPlot.Options = {
    width: width * scale,
    height: height * scale,
    padding: [16 * scale, hasRight ? 0 : 12 * scale, 0, 0],
    legend: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: { show: pointer !== undefined, drag: { x: false, y: false }, y: false, points: { size: 7 } },
    scales: {
      x: { time: false, range: [-0.6, Math.max(buckets.length - 0.4, 0.6)] },
      y: verticalScale(left),
      right: { range: [0, 1] },
    },
    axes: [
      {
        ...axisLook(surface),
        splits: (plotted) => labelled(buckets.length, plotted.width / scale),
        values: (_, at) => at.map((index) => apart(buckets[index]?.label ?? '')),
        grid: { show: false },
        size: 30 * scale,
      },
      { ...axisLook(surface), ...verticalAxis(left, scale) },
      {
        ...axisLook(surface),
        scale: 'right',
        side: RIGHT,
        show: hasRight,
        incrs: stepsFor('ratio'),
        values: (_, at) => at.map((value) => scaleLabel(value, 'ratio')),
        grid: { show: false },
        size: 52 * scale,
        space: 30 * scale,
      },
    ],
    series: [{}, ...drawn.map(({ series }) => lookOf(series, buckets.length, surface))],
    plugins: [
      shadeUnlikeOthers(chart, surface),
      markNotes(chart, surface),
      ...(pointer === undefined ? [] : [pointer]),
    ],
  };
  return new uPlot(options, plotData(drawn, buckets.length), into);
}

function lookOf(
  { form, ink: name, isOnRight }: ChartSeries,
  buckets: number,
  { scale: size, colorOf }: PlotSurface,
): uPlot.Series {
  const color = colorOf(`ink-${name}`);
  const scale = isOnRight === true ? 'right' : 'y';
  if (form === 'bar' || form === 'stack') {
    const paths = uPlot.paths.bars?.({ size: [0.68, 44 * size] });
    return { scale, fill: color, width: 0, points: { show: false }, ...(paths && { paths }) };
  }
  const isDashed = form === 'dashes';
  return {
    scale,
    stroke: color,
    width: (isDashed ? 1.5 : 2) * size,
    ...(isDashed ? { dash: [4 * size, 4 * size] } : {}),
    points: { show: !isDashed && buckets <= 40, size: 6 * size, fill: color, stroke: color },
  };
}

/** As many labels as fit, evenly. */
function labelled(buckets: number, width: number): number[] {
  const most = Math.max(2, Math.floor((width - LABEL_WIDTH) / LABEL_WIDTH));
  const step = Math.ceil(buckets / most);
  return Array.from({ length: Math.ceil(buckets / step) }, (_, index) => index * step);
}

/** From 0 to a little above the highest value; durations on a logarithmic scale. */
function verticalScale(unit: string): uPlot.Scale {
  if (unit !== 'seconds') return { range: (_, __, highest) => [0, highest > 0 ? highest * 1.08 : 1] };
  return { distr: LOGARITHMIC, range: (_, lowest, highest) => durationScale(lowest, highest).ends };
}

function verticalAxis(unit: string, scale: number): uPlot.Axis {
  const values: uPlot.Axis.Values = (_, at) => at.map((value) => scaleLabel(value, unit));
  if (unit !== 'seconds')
    return { scale: 'y', incrs: stepsFor(unit), values, size: 48 * scale, space: 36 * scale };
  // Lines are chosen here: uPlot would leave out those that are no power of ten.
  return {
    scale: 'y',
    splits: (_, __, from, to) => durationScale(from, to - 1e-6).lines,
    filter: (_, at) => at,
    values,
    size: 60 * scale,
  };
}

/** How an axis and its lines look. */
export function axisLook({
  scale,
  colorOf,
}: PlotSurface): Pick<uPlot.Axis, 'stroke' | 'grid' | 'ticks' | 'font' | 'gap'> {
  const line = colorOf('line');
  return {
    stroke: colorOf('quiet'),
    font: `${12 * scale}px system-ui, sans-serif`,
    gap: 5 * scale,
    grid: { stroke: line, width: scale },
    ticks: { show: false },
  };
}
