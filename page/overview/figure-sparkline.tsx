import type { OverviewData } from '../api/overview';
import type { Answered } from '../store/figures-store';
import { sparklineOf } from './sparkline';

interface FigureSparklineProps {
  readonly measure: string;
  /** Undefined until it has come. */
  readonly overview: Answered<OverviewData> | undefined;
  /** Whether the period before is one to look at. */
  readonly hasBefore: boolean;
}

/** How a figure went, bucket by bucket: a hint, which its chart tells in full. Its room is there from the start. */
export function FigureSparkline({ measure, overview, hasBefore }: FigureSparklineProps) {
  const lines = overview === undefined ? undefined : sparklineOf(overview.data.series, measure);
  return (
    <svg class="sparkline" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      {lines !== undefined && (
        <>
          {hasBefore && <path class="sparkline-before" d={lines.before} />}
          <path class="sparkline-now" d={lines.current} />
        </>
      )}
    </svg>
  );
}
