import { setTimeout as sleep } from 'node:timers/promises';
import type { Screen } from '../src/platform/terminal/progress-line';

const ASK_EVERY_MS = 500;
const ANSWER_WITHIN_MS = 5_000;

/** Waits for as long as it takes until the service is ready to receive, and says once that it waits. */
export async function waitForService(webhookUrl: URL, screen: Screen, stop: AbortSignal): Promise<void> {
  for (let isFirst = true; !stop.aborted && !(await isReady(webhookUrl)); isFirst = false) {
    if (isFirst)
      screen.write(`Waiting for the service at ${webhookUrl.origin}: start it with that setting.\n`);
    await sleep(ASK_EVERY_MS);
  }
}

async function isReady(webhookUrl: URL): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return (await fetch(new URL('/readyz', webhookUrl), { signal })).ok;
  } catch {
    return false;
  }
}
