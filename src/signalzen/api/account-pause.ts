import type { ApiClock } from './api-clock';

/** A time in which none of the requests of an account may start, because SignalZen asked for it. */
export class AccountPause {
  #until = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: ApiClock) {}

  get isOn(): boolean {
    return this.clock.now() < this.#until;
  }

  /** From now on, for so long at least: a shorter pause never ends a longer one. */
  lastFor(ms: number): void {
    this.#until = Math.max(this.#until, this.clock.now() + ms);
  }

  /**
   * Resolves when the pause is over, also if it is prolonged meanwhile.
   * @throws the signal's reason as soon as it is aborted
   */
  async over(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (this.isOn) await this.clock.sleep(this.#until - this.clock.now(), signal);
  }
}
