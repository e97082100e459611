import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Chart, ChartBucket } from './chart';
import { chartSummary } from './chart-summary';
import { Drawing } from './drawing';
import { plot } from './plot';
import { PAPER } from './plot-surface';
import { plotTooltip } from './plot-tooltip';

interface ScreenPlotProps {
  readonly chart: Chart;
  /** Called with the bucket that was clicked. */
  readonly onPick: (bucket: ChartBucket) => void;
}

/** A chart as it is drawn on the screen. */
export function ScreenPlot({ chart, onPick }: ScreenPlotProps) {
  return (
    <Drawing
      label={chartSummary(chart)}
      of={chart}
      draw={(into, surface) => {
        const pointer = plotTooltip(chart, (index) => {
          const bucket = chart.buckets[index];
          if (bucket !== undefined) onPick(bucket);
        });
        return plot(chart, into, surface, pointer);
      }}
    />
  );
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
