import type { ApiClock } from '../api-clock';
import { orAborted } from '../request-pace';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

const EPOCH = Date.UTC(2026, 0, 1);

/** A clock on which waiting takes no time: when nothing else is to be done it jumps to whoever wakes first. */
export class VirtualClock implements ApiClock {
  /** Milliseconds since the clock was made. */
  time = 0;
  /** How long each sleep was asked to be. */
  readonly sleeps: number[] = [];
  #sleepers: Sleeper[] = [];
  #isHeld = false;
  #isJumping = false;

  now(): number {
    return this.time;
  }

  date(): number {
    return EPOCH + this.time;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.sleeps.push(ms);
    const woken = new Promise<undefined>((wake) => {
      this.#sleepers.push({
        at: this.time + ms,
        wake: () => {
          wake(undefined);
        },
      });
    });
    this.#jumpLater();
    await orAborted(woken, signal);
  }

  /** From now on nobody wakes by itself. */
  hold(): void {
    this.#isHeld = true;
  }

  goOn(): void {
    this.#isHeld = false;
    this.#jumpLater();
  }

  /** Wakes those who sleep until a time, while the clock is held. */
  advanceTo(time: number): void {
    this.time = time;
    const due = this.#sleepers.filter(({ at }) => at <= time);
    this.#sleepers = this.#sleepers.filter(({ at }) => at > time);
    for (const { wake } of due) wake();
  }

  /** Resolves when `count` sleeps have begun since the clock was made. */
  async slept(count: number): Promise<void> {
    while (this.sleeps.length < count) await new Promise(setImmediate);
  }

  #jumpLater(): void {
    if (this.#isJumping) return;
    this.#isJumping = true;
    setImmediate(() => {
      this.#isJumping = false;
      if (this.#isHeld) return;
      this.#sleepers.sort((a, b) => a.at - b.at);
      const first = this.#sleepers.shift();
      if (!first) return;
      this.time = Math.max(this.time, first.at);
      first.wake();
      if (this.#sleepers.length > 0) this.#jumpLater();
    });
  }
}
