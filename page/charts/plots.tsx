import { useLayoutEffect, useRef } from 'preact/hooks';
import { theme } from '../theme/theme';
import type { Chart, ChartBucket } from './chart';
import { chartSummary } from './chart-summary';
import { plot } from './plot';
import { PAPER, screenSurface } from './plot-surface';
import { plotTooltip } from './plot-tooltip';

interface ScreenPlotProps {
  readonly chart: Chart;
  /** Called with the bucket that was clicked. */
  readonly onPick: (bucket: ChartBucket) => void;
}

/** A chart as it is drawn on the screen, as wide as there is room. Time goes from left to right in every language. */
export function ScreenPlot({ chart, onPick }: ScreenPlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const colors = theme.value;
  useLayoutEffect(() => {
    const { current: into } = place;
    if (into === null) return;
    const pointer = plotTooltip(chart, (index) => {
      const bucket = chart.buckets[index];
      if (bucket !== undefined) onPick(bucket);
    });
    const plotted = plot(chart, into, screenSurface(into), pointer);
    const resizing = new ResizeObserver(() => {
      const width = into.clientWidth;
      if (width > 0 && width !== plotted.width) plotted.setSize({ width, height: plotted.height });
    });
    resizing.observe(into);
    return () => {
      resizing.disconnect();
      plotted.destroy();
    };
  }, [chart, colors]);
  return <div ref={place} class="plot" role="img" dir="ltr" aria-label={chartSummary(chart)} />;
}

/** The same as it is drawn on paper, where it takes the place of that on the screen. */
export function PaperPlot({ chart }: { readonly chart: Chart }) {
  const place = useRef<HTMLDivElement>(null);
  // Before the browser goes on: it prints as soon as the page knows that it will.
  useLayoutEffect(() => {
    if (place.current === null) return;
    const plotted = plot(chart, place.current, PAPER);
    return () => {
      plotted.destroy();
    };
  }, [chart]);
  return <div ref={place} class="paper-plot" role="img" dir="ltr" aria-label={chartSummary(chart)} />;
}
