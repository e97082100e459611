import { request as httpRequest } from 'node:http';

/** Milliseconds. A question may take as long as it takes, so a late answer alone says nothing. */
const DEFAULTS = { afterMs: 5_000, timeoutMs: 5_000 };

interface Waiting {
  readonly since: number;
  readonly giveUp: () => void;
}

/**
 * Finds out whether a process that has not answered yet is at work, or stands still. While somebody waits for it for
 * long, it is asked for something that takes no time; where not even that is answered, nobody is kept waiting.
 */
export class SignOfLife {
  private readonly waiting = new Set<Waiting>();
  private timer: NodeJS.Timeout | undefined;
  private isAsking = false;
  private silent = false;

  constructor(
    private readonly socketPath: string,
    private readonly limits = DEFAULTS,
  ) {}

  /** It did not answer when it was last asked; it is asked again until it does. */
  get isSilent(): boolean {
    return this.silent;
  }

  /**
   * Somebody waits from now on.
   * @param giveUp called once there is no sign of life
   * @returns to be called when the waiting is over
   */
  await(giveUp: () => void): () => void {
    const one = { since: performance.now(), giveUp };
    this.waiting.add(one);
    this.timer ??= setInterval(() => {
      this.look();
    }, this.limits.afterMs / 5).unref();
    return () => this.waiting.delete(one);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const [first] = this.waiting;
    if (first === undefined && !this.silent) {
      clearInterval(this.timer);
      this.timer = undefined;
      return;
    }
    const isLate = first !== undefined && performance.now() - first.since > this.limits.afterMs;
    if (this.isAsking || !(isLate || this.silent)) return;
    this.isAsking = true;
    this.ask((hasAnswered) => {
      this.isAsking = false;
      this.silent = !hasAnswered;
      if (hasAnswered) return;
      for (const { giveUp } of [...this.waiting]) giveUp();
    });
  }

  /** Any answer is a sign of life. A process that is gone is not silent: whoever asks it hears so at once. */
  private ask(done: (hasAnswered: boolean) => void): void {
    const { socketPath, limits } = this;
    let isTimeUp = false;
    const question = httpRequest({ socketPath, path: '/healthz', agent: false });
    const timer = setTimeout(() => {
      isTimeUp = true;
      question.destroy();
    }, limits.timeoutMs);
    question
      .on('response', (answer) => answer.resume())
      .on('error', () => undefined)
      .once('close', () => {
        clearTimeout(timer);
        done(!isTimeUp);
      })
      .end();
  }
}
