/**
 * Ends something after some time, or when a caller's signal is aborted: one timer and a listener each, and nothing is
 * left of either after {@link end}. `AbortSignal.any` would leave something of each call in the caller's signal, which
 * may be as old as the process, and `AbortSignal.timeout` would keep what listens to it for the whole time.
 */
export class Deadline {
  readonly #ending = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #callers: readonly AbortSignal[];
  #hasPassed = false;

  constructor(milliseconds: number, ...callers: readonly (AbortSignal | undefined)[]) {
    this.#callers = callers.filter((caller) => caller !== undefined);
    this.#timer = setTimeout(() => {
      this.#hasPassed = true;
      this.#ending.abort();
    }, milliseconds).unref();
    if (this.#callers.some(({ aborted }) => aborted)) this.#onAbort();
    else for (const caller of this.#callers) caller.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Aborted by whichever comes first. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Whether the time was what ended it. */
  get hasPassed(): boolean {
    return this.#hasPassed;
  }

  /** It is over, well or not: neither time nor caller concern it any more. */
  end(): void {
    clearTimeout(this.#timer);
    for (const caller of this.#callers) caller.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => {
    clearTimeout(this.#timer);
    this.#ending.abort(this.#callers.find(({ aborted }) => aborted)?.reason);
  };
}
