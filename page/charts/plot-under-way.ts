import type uPlot from 'uplot';
import type { Chart } from './chart';
import { colorOf } from './ink-colors';

/** The buckets of a chart that have begun and still go on, or are not all counted: they will change. */
function underWay({ buckets, series }: Chart): number[] {
  const hasValue = (index: number): boolean =>
    series.some(({ isBefore, values }) => isBefore !== true && typeof values[index] === 'number');
  return buckets.flatMap(({ isIncomplete }, index) => (isIncomplete && hasValue(index) ? [index] : []));
}

/** Shades what is under way, and says so above, so that nobody takes a day that has just begun for a bad one. */
export function shadeUnderWay(chart: Chart): uPlot.Plugin {
  const found = underWay(chart);
  return {
    hooks: {
      drawClear: (plotted) => {
        const { ctx, bbox } = plotted;
        const end = bbox.left + bbox.width;
        const rightOf = (index: number): number => Math.min(plotted.valToPos(index + 0.5, 'x', true), end);
        ctx.save();
        ctx.fillStyle = colorOf('accent-soft');
        for (const index of found) {
          const left = Math.max(plotted.valToPos(index - 0.5, 'x', true), bbox.left);
          ctx.fillRect(left, bbox.top, rightOf(index) - left, bbox.height);
        }
        const last = found.at(-1);
        if (last !== undefined) {
          ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
          ctx.fillStyle = colorOf('quiet');
          ctx.textAlign = 'right';
          ctx.fillText('so far', rightOf(last), bbox.top - 3 * devicePixelRatio);
        }
        ctx.restore();
      },
    },
  };
}
