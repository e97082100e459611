import { mayPass } from './page-error';

const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/** Tries again what may go better in a while, after waits that grow up to 15 seconds, or once the browser is online. */
export class Retries {
  private failures = 0;
  private waiting = new AbortController();

  /** @param tryAgain is not called for what cannot pass */
  after(error: unknown, tryAgain: () => void): void {
    this.stop();
    if (!mayPass(error)) return;
    const { signal } = (this.waiting = new AbortController());
    const begin = (): void => {
      if (signal.aborted) return;
      this.stop();
      tryAgain();
    };
    addEventListener('online', begin, { signal });
    setTimeout(begin, Math.min(FIRST_MS * 2 ** this.failures, LONGEST_MS));
    this.failures += 1;
  }

  /** What has gone well begins anew with the shortest wait. */
  succeeded(): void {
    this.stop();
    this.failures = 0;
  }

  stop(): void {
    this.waiting.abort();
  }
}

/**
 * Asks until there is an answer, or a reason that does not pass.
 * @param until is aborted when nobody waits for it any more: then nothing is resolved
 * @throws what does not pass
 */
export async function untilAnswered<Data>(ask: () => Promise<Data>, until?: AbortSignal): Promise<Data> {
  const retries = new Retries();
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!mayPass(error)) throw error;
      await new Promise<void>((again) => {
        retries.after(error, again);
        until?.addEventListener('abort', () => {
          retries.stop();
        });
      });
    }
  }
}
