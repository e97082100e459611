import { useLayoutEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { printing } from '../print/printing';
import { theme } from '../theme/theme';
import { colorOf } from './ink-colors';
import { screenSurface } from './plot-surface';
import type { PlotSurface } from './plot-surface';

interface DrawingProps {
  readonly label: string;
  /** What is drawn: it is drawn again as that changes. */
  readonly of: object;
  /** Whether it is drawn in light colours while it is printed: else something else takes its place on paper. */
  readonly isForPaper?: true;
  readonly draw: (into: HTMLElement, surface: PlotSurface) => uPlot;
}

/** What is drawn as wide as there is room, in the theme that is shown: from left to right in every language. */
export function Drawing({ label, of, isForPaper, draw }: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const [colors, isOnPaper] = [theme.value, isForPaper === true && printing.value];
  useLayoutEffect(() => {
    const { current: into } = place;
    if (into === null) return;
    const surface = screenSurface(into);
    const onPaper = { ...surface, colorOf: (name: string) => colorOf(name, 'light') };
    const plotted = draw(into, isOnPaper ? onPaper : surface);
    const resizing = new ResizeObserver(() => {
      const width = into.clientWidth;
      if (width > 0 && width !== plotted.width) plotted.setSize({ width, height: plotted.height });
    });
    resizing.observe(into);
    return () => {
      resizing.disconnect();
      plotted.destroy();
    };
  }, [of, colors, isOnPaper]);
  return <div ref={place} class="plot" role="img" dir="ltr" aria-label={label} />;
}
