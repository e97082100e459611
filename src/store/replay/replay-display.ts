import { ProgressLine } from '../../platform/terminal/progress-line';
import type { Screen } from '../../platform/terminal/progress-line';
import type { ReplayCounts } from './replay-counts';

/** Shows how far a replay is, and in the end what came of it. */
export class ReplayDisplay {
  private readonly line: ProgressLine;

  constructor(private readonly screen: Screen) {
    this.line = new ProgressLine(screen);
  }

  /** Shows the progress, unless it was shown a moment ago. */
  update(counts: Readonly<ReplayCounts>): void {
    this.line.update(() => this.progress(counts));
  }

  /** Leaves the line of progress, and tells what was found, what was sent, and what could not be. */
  finish(counts: Readonly<ReplayCounts>, isDryRun: boolean): void {
    this.line.finish(this.progress(counts));
    const { deliveries, missing, sent } = counts;
    this.screen.write(`Deliveries of the range in ${counts.files} segment files: ${deliveries}\n`);
    this.screen.write(`ClickHouse lacked: ${missing}\n`);
    this.screen.write(isDryRun ? 'Nothing was sent: this was a dry run.\n' : `Sent: ${sent}\n`);
    const left: [number, string][] = [
      [counts.refused, 'deliveries were refused by ClickHouse as data'],
      [counts.damages, 'damaged places were skipped'],
      [counts.unreadable, 'deliveries cannot be read any more (ClickHouse may hold them)'],
      [counts.failedFiles, 'segment files could not be read'],
    ];
    for (const [count, what] of left) if (count > 0) this.screen.write(`NOT WHOLE: ${count} ${what}.\n`);
  }

  private progress({ deliveries, missing, sent, bytes, bytesRead }: Readonly<ReplayCounts>): string {
    const seconds = Math.max(this.line.seconds, 0.001);
    const left = bytesRead === 0 ? undefined : Math.ceil(((bytes - bytesRead) / bytesRead) * seconds);
    return (
      `  ${deliveries} read, ${missing} missing, ${sent} sent, ${Math.round(deliveries / seconds)}/s` +
      (left === undefined ? '' : `, ${durationText(Math.max(left, 0))} left`)
    );
  }
}

function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
