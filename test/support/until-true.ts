import { setTimeout as sleep } from 'node:timers/promises';

const TIMEOUT_MS = 120_000;

/** Asks again and again. @throws when it does not become true in time */
export async function untilTrue(what: string, isTrue: () => Promise<boolean>, everyMs = 100): Promise<void> {
  for (const end = Date.now() + TIMEOUT_MS; !(await isTrue());) {
    if (Date.now() > end) throw new Error(`${what}: not within ${TIMEOUT_MS} ms`);
    await sleep(everyMs);
  }
}
