import { ProgressLine } from '../../src/platform/terminal/progress-line';
import type { Screen } from '../../src/platform/terminal/progress-line';
import type { SendProgress } from './send-deliveries';

/** Shows how far the sending is. */
export class ProgressDisplay {
  readonly #line: ProgressLine;

  constructor(screen: Screen) {
    this.#line = new ProgressLine(screen);
  }

  /** Shows the progress, unless it was shown a moment ago. */
  update(progress: SendProgress): void {
    this.#line.update(() => this.#text(progress));
  }

  /** Shows where it ended, and leaves the line. */
  finish(progress: SendProgress): void {
    this.#line.finish(this.#text(progress));
  }

  #text({ accepted, refused, failed, left }: SendProgress): string {
    const perSecond = Math.round(accepted / Math.max(this.#line.seconds, 0.001));
    return `  ${accepted} sent, ${perSecond}/s, ${refused} refused, ${failed} failed, ${left} left`;
  }
}
