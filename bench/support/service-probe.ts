import { setTimeout as sleep } from 'node:timers/promises';
import { BenchError } from './bench-error';

const BETWEEN_QUESTIONS_MS = 50;
const TIMEOUT_MS = 180_000;

interface Freshness {
  readonly eventsSpooled: number;
  readonly eventsPending: number;
  readonly lastRollupAt: string | null;
}

/** Asks the service how far it is. */
export class ServiceProbe {
  constructor(
    private readonly origin: string,
    private readonly token: string,
  ) {}

  /** @throws BenchError when it does not come true in three minutes */
  async until(state: string, isReached: (freshness: Freshness) => boolean): Promise<void> {
    const end = performance.now() + TIMEOUT_MS;
    let last: unknown;
    while (performance.now() < end) {
      const { data, ...rest } = await this.ask();
      last = data ?? rest;
      if (data && isReached(data.freshness)) return;
      await sleep(BETWEEN_QUESTIONS_MS);
    }
    throw new BenchError(`The service has not ${state} in ${TIMEOUT_MS / 1000} s: ${JSON.stringify(last)}`);
  }

  /** An answer without data is one to ask again for: the database may not have come up yet. */
  private async ask(): Promise<{ data?: { freshness: Freshness } | null }> {
    const response = await fetch(`${this.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query: '{ freshness { eventsSpooled eventsPending lastRollupAt } }' }),
    });
    return (await response.json()) as { data?: { freshness: Freshness } | null };
  }
}
