import uPlot from 'uplot';
import type { ResponseCurve } from '../api/spread';
import { stepsFor, scaleLabel } from '../charts/axis-scale';
import { axisLook } from '../charts/plot';
import type { PlotSurface } from '../charts/plot-surface';
import { duration } from '../format/numbers';
import { apart } from '../messages/text';
import type { SpreadScale } from './spread-scale';

const LABEL_WIDTH = 58;

/** A duration that is marked on a plot. */
export interface SpreadMark {
  readonly seconds: number;
  readonly ink: 'text' | 'ink-secondary' | 'bad';
}

interface Spread {
  readonly scale: SpreadScale;
  readonly marks: readonly SpreadMark[];
}

/** Draws how many durations lie in each bin. */
export function plotHistogram(spread: Spread, into: HTMLElement, surface: PlotSurface): uPlot {
  const { bins } = spread.scale;
  const paths = uPlot.paths.bars?.({ size: [0.86, Infinity] });
  const fill = surface.colorOf('ink-primary');
  const bars: uPlot.Series = { fill, width: 0, points: { show: false }, ...(paths && { paths }) };
  const range: uPlot.Range.Function = (_, __, highest) => [0, highest > 0 ? highest * 1.08 : 1];
  const options = optionsOf(spread, surface, { unit: 'episodes', range });
  const middles = bins.map((_, index) => index + 0.5);
  return new uPlot({ ...options, series: [{}, bars] }, [middles, bins.map(({ count }) => count)], into);
}

/** Draws which share was answered within a time, with its 95 % band. */
export function plotCurve(
  spread: Spread,
  { points }: ResponseCurve,
  into: HTMLElement,
  surface: PlotSurface,
): uPlot {
  const [line, band] = [surface.colorOf('ink-primary'), surface.colorOf('accent-soft')];
  const none: uPlot.Series = { width: 0, points: { show: false } };
  const options = optionsOf(spread, surface, { unit: 'ratio', range: [0, 1] });
  return new uPlot(
    {
      ...options,
      series: [{}, none, none, { stroke: line, width: 2 * surface.scale, points: { show: false } }],
      bands: [{ series: [2, 1], fill: band }],
    },
    [
      points.map(({ seconds }) => spread.scale.positionOf(seconds)),
      points.map(({ low }) => low),
      points.map(({ high }) => high),
      points.map(({ answeredShare }) => answeredShare),
    ],
    into,
  );
}

/** Both stand on the same scale of time, so that they can be read one above the other. */
function optionsOf(
  { scale, marks }: Spread,
  surface: PlotSurface,
  { unit, range }: { readonly unit: string; readonly range: uPlot.Scale.Range },
): Omit<uPlot.Options, 'series'> {
  const { bins, edges } = scale;
  const look = axisLook(surface);
  return {
    width: surface.width,
    height: surface.height,
    padding: [12, 12, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [0, bins.length] }, y: { range } },
    axes: [
      {
        ...look,
        splits: ({ width }) => {
          const step = Math.max(1, Math.ceil((edges.length * LABEL_WIDTH) / (width - LABEL_WIDTH)));
          return edges.map((_, index) => index).filter((index) => index % step === 0);
        },
        values: (_, at) => at.map((index) => apart(duration(edges[index] ?? 0))),
        grid: { show: false },
        size: 30,
      },
      {
        ...look,
        incrs: stepsFor(unit),
        values: (_, at) => at.map((value) => scaleLabel(value, unit)),
        size: 52,
        space: 36,
      },
    ],
    plugins: [markDurations(scale, marks, surface)],
  };
}

function markDurations(
  scale: SpreadScale,
  marks: readonly SpreadMark[],
  { colorOf }: PlotSurface,
): uPlot.Plugin {
  return {
    hooks: {
      draw: (plotted) => {
        const { ctx, bbox } = plotted;
        ctx.save();
        ctx.lineWidth = 2 * devicePixelRatio;
        for (const { seconds, ink } of marks) {
          ctx.strokeStyle = colorOf(ink);
          ctx.setLineDash(ink === 'bad' ? [6 * devicePixelRatio, 4 * devicePixelRatio] : []);
          const at = plotted.valToPos(scale.positionOf(seconds), 'x', true);
          ctx.beginPath();
          ctx.moveTo(at, bbox.top);
          ctx.lineTo(at, bbox.top + bbox.height);
          ctx.stroke();
        }
        ctx.restore();
      },
    },
  };
}
