import { setTimeout as sleep } from 'node:timers/promises';

/** Lets so many through a second: evenly, and never more to make up for a pause of over a second. */
export class Pace {
  #nextAt = performance.now();

  /** @param perSecond `undefined`: as fast as it goes */
  constructor(private readonly perSecond: number | undefined) {}

  async next(): Promise<void> {
    if (this.perSecond === undefined) return;
    const now = performance.now();
    const at = Math.max(this.#nextAt, now - 1000);
    this.#nextAt = at + 1000 / this.perSecond;
    if (at > now) await sleep(at - now);
  }
}
