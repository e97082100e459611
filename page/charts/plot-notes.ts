import type uPlot from 'uplot';
import type { Chart } from './chart';
import type { PlotSurface } from './plot-surface';

const RADIUS = 3.5;

/** Marks the buckets beside which somebody wrote something: a line, and a dot on top of it. */
export function markNotes({ notes }: Chart, { scale, colorOf }: PlotSurface): uPlot.Plugin {
  return {
    hooks: {
      draw: (plotted) => {
        const { ctx, bbox } = plotted;
        const pixel = scale * devicePixelRatio;
        ctx.save();
        ctx.strokeStyle = ctx.fillStyle = colorOf('note');
        ctx.lineWidth = pixel;
        ctx.setLineDash([2 * pixel, 3 * pixel]);
        notes.forEach((texts, index) => {
          // What lasts is marked where it begins.
          if (texts.every((text) => notes[index - 1]?.includes(text) === true)) return;
          const at = plotted.valToPos(index, 'x', true);
          ctx.beginPath();
          ctx.moveTo(at, bbox.top);
          ctx.lineTo(at, bbox.top + bbox.height);
          ctx.stroke();
          ctx.beginPath();
          ctx.arc(at, bbox.top, RADIUS * pixel, 0, 2 * Math.PI);
          ctx.fill();
        });
        ctx.restore();
      },
    },
  };
}
