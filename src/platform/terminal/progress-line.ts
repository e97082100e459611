/** Where a person looks: a terminal, or a file that takes whole lines only. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const TERMINAL_EVERY_MS = 200;
const LINES_EVERY_MS = 5_000;

/** Shows how far long work is: one line that changes on a terminal, else a line every few seconds. */
export class ProgressLine {
  readonly #startedAt = performance.now();
  #shownAt = this.#startedAt;

  constructor(private readonly screen: Screen) {}

  /** How long the work has taken so far. */
  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  /** Shows the line, unless one was shown a moment ago. */
  update(line: () => string): void {
    const isTerminal = this.screen.isTTY === true;
    const now = performance.now();
    if (now - this.#shownAt < (isTerminal ? TERMINAL_EVERY_MS : LINES_EVERY_MS)) return;
    this.#shownAt = now;
    this.screen.write(isTerminal ? `\r\u001b[K${line()}` : `${line()}\n`);
  }

  /** Shows where it ended, and leaves the line. */
  finish(line: string): void {
    this.screen.write(this.screen.isTTY === true ? `\r\u001b[K${line}\n` : `${line}\n`);
  }
}
