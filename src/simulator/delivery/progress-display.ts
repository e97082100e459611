import type { SendProgress } from './send-deliveries';

/** Where a person looks: a terminal, or a file that takes whole lines only. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const TERMINAL_EVERY_MS = 200;
const LINES_EVERY_MS = 5_000;

/** Shows how far the sending is: one line that changes on a terminal, else a line every few seconds. */
export class ProgressDisplay {
  readonly #startedAt = performance.now();
  #shownAt = this.#startedAt;

  constructor(private readonly screen: Screen) {}

  /** Shows the progress, unless it was shown a moment ago. */
  update(progress: SendProgress): void {
    const isTerminal = this.screen.isTTY === true;
    const now = performance.now();
    if (now - this.#shownAt < (isTerminal ? TERMINAL_EVERY_MS : LINES_EVERY_MS)) return;
    this.#shownAt = now;
    this.screen.write(isTerminal ? `\r\u001b[K${this.#line(progress)}` : `${this.#line(progress)}\n`);
  }

  /** Shows where it ended, and leaves the line. */
  finish(progress: SendProgress): void {
    const line = this.#line(progress);
    this.screen.write(this.screen.isTTY === true ? `\r\u001b[K${line}\n` : `${line}\n`);
  }

  #line({ accepted, refused, failed, left }: SendProgress): string {
    const seconds = (performance.now() - this.#startedAt) / 1000;
    const perSecond = Math.round(accepted / Math.max(seconds, 0.001));
    return `  ${accepted} sent, ${perSecond}/s, ${refused} refused, ${failed} failed, ${left} left`;
  }
}
