import type uPlot from 'uplot';
import { t } from '../messages/text';
import { isUnderWay } from './buckets-of';
import type { Chart } from './chart';
import type { PlotSurface } from './plot-surface';

/** Buckets that are not to be taken for whole ones, and what stands above them. */
interface Shade {
  readonly buckets: readonly number[];
  readonly color: string;
  /** Above the last of them. */
  readonly label: string;
}

/** Those that will change, and those that the range cuts. One that is both is under way. */
function shadesOf(chart: Chart): Shade[] {
  const indexes = chart.buckets.map((_, index) => index);
  const underWay = indexes.filter((index) => isUnderWay(chart, index));
  const cut = indexes.filter(
    (index) => chart.buckets[index]?.onlyPart !== undefined && !underWay.includes(index),
  );
  return [
    { buckets: underWay, color: 'accent-soft', label: t('shade.soFar') },
    ...cut.map((index) => ({ buckets: [index], color: 'line', label: t('shade.part') })),
  ];
}

/**
 * Shades what is under way and what the range cuts, and says so above, so that nobody takes a day that has just begun
 * or a week of two days for a bad one.
 */
export function shadeUnlikeOthers(chart: Chart, { scale, colorOf }: PlotSurface): uPlot.Plugin {
  const shades = shadesOf(chart);
  return {
    hooks: {
      drawClear: (plotted) => {
        const { ctx, bbox } = plotted;
        const end = bbox.left + bbox.width;
        const leftOf = (index: number): number =>
          Math.max(plotted.valToPos(index - 0.5, 'x', true), bbox.left);
        const rightOf = (index: number): number => Math.min(plotted.valToPos(index + 0.5, 'x', true), end);
        ctx.save();
        const pixel = scale * devicePixelRatio;
        ctx.font = `${11 * pixel}px system-ui, sans-serif`;
        for (const { buckets, color, label } of shades) {
          ctx.fillStyle = colorOf(color);
          for (const index of buckets) {
            ctx.fillRect(leftOf(index), bbox.top, rightOf(index) - leftOf(index), bbox.height);
          }
          const last = buckets.at(-1);
          if (last === undefined) continue;
          ctx.fillStyle = colorOf('quiet');
          // At the left edge there is no room to the left of a narrow bucket.
          const isFirst = last === 0;
          ctx.textAlign = isFirst ? 'left' : 'right';
          const at = isFirst ? leftOf(last) : rightOf(last);
          ctx.fillText(label, at, bbox.top - 3 * pixel);
        }
        ctx.restore();
      },
    },
  };
}
