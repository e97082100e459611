import type { ApiClock } from './api-clock';
import type { ApiCounters } from './api-counters';
import type { RequestPace } from './request-pace';

/** When the requests of one account may start: in the pace of the process, and not while the account pauses. */
export class RequestTurns {
  readonly #pause: AccountPause;

  constructor(
    private readonly pace: RequestPace,
    private readonly counters: ApiCounters,
    private readonly clock: ApiClock,
  ) {
    this.#pause = new AccountPause(clock);
  }

  /** None starts for so long. */
  pauseFor(ms: number): void {
    this.#pause.lastFor(ms);
  }

  /**
   * Resolves when a request may start, which is to be done at once.
   * @throws the signal's reason as soon as it is aborted
   */
  async next(signal: AbortSignal): Promise<void> {
    // A pause may begin while the request waits for its turn, and then it waits again.
    for (let isMyTurn = false; !isMyTurn || this.#pause.isOn;) {
      await this.#counted('pause', () => this.#pause.over(signal));
      isMyTurn = await this.#counted('pace', () => this.pace.take(signal, () => !this.#pause.isOn));
    }
  }

  async #counted<Result>(what: 'pace' | 'pause', wait: () => Promise<Result>): Promise<Result> {
    const startedAt = this.clock.now();
    try {
      return await wait();
    } finally {
      this.counters.secondsWaited[what] += (this.clock.now() - startedAt) / 1000;
    }
  }
}

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
