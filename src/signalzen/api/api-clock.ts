import { setTimeout as sleep } from 'node:timers/promises';

/** The time of the client of SignalZen's API. */
export interface ApiClock {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  /** Milliseconds since 1970. */
  date(): number;
  /** @throws the signal's reason as soon as it is aborted */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The real time. Its waits keep the process alive. */
export const SYSTEM_API_CLOCK: ApiClock = {
  now: () => performance.now(),
  date: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await sleep(ms, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
};
