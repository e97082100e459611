import { setTimeout as sleep } from 'node:timers/promises';
import type { WorldDelivery } from '../delivery/deliveries';

const TICK_MS = 500;

/** Hands deliveries on when what they tell of happens, until it is stopped. */
export class LiveFeed {
  private waiting: WorldDelivery[] = [];

  /** @param send resolves when the deliveries are accepted */
  constructor(private readonly send: (deliveries: readonly WorldDelivery[]) => Promise<void>) {}

  add(deliveries: readonly WorldDelivery[]): void {
    this.waiting = [...this.waiting, ...deliveries].sort((one, other) => one.at - other.at);
  }

  /**
   * @param refill is called when little is left, to add more
   * @throws what sending throws
   */
  async run(stop: AbortSignal, refill: () => void): Promise<void> {
    while (!stop.aborted) {
      const now = Date.now();
      if ((this.waiting.at(-1)?.at ?? 0) <= now) refill();
      const firstLater = this.waiting.findIndex(({ at }) => at > now);
      const due = this.waiting.splice(0, firstLater === -1 ? this.waiting.length : firstLater);
      if (due.length > 0) await this.send(due);
      await sleep(TICK_MS, undefined, { signal: stop }).catch(() => undefined);
    }
  }
}
