import { setTimeout as sleep } from 'node:timers/promises';
import { ProgressLine } from '../../src/platform/terminal/progress-line';
import { BenchError } from '../support/bench-error';
import { whole } from '../support/figures';
import type { ServiceApi } from '../support/service-api';

const BETWEEN_LOOKS_MS = 250;
const STALL_TIMEOUT_MS = 15 * 60_000;

/**
 * Waits until the service has rolled up everything, however long that takes.
 * @returns deliveries per second; `undefined` when nothing was pending
 * @throws BenchError when a quarter of an hour brings nothing
 */
export async function waitForRollUp(api: ServiceApi): Promise<number | undefined> {
  const atFirst = await pendingIn(api);
  if (atFirst === 0) return undefined;
  const progress = new ProgressLine(process.stderr);
  let [pending, changedAt] = [atFirst, performance.now()];
  const rate = () => (atFirst - pending) / progress.seconds;
  while (pending > 0) {
    await sleep(BETWEEN_LOOKS_MS);
    const now = await pendingIn(api);
    if (now !== pending) [pending, changedAt] = [now, performance.now()];
    progress.update(() => `${whole(pending)} deliveries to be rolled up, ${whole(rate())}/s …`);
    if (performance.now() - changedAt > STALL_TIMEOUT_MS) {
      throw new BenchError(`The service rolls up no more: ${whole(pending)} deliveries wait.`);
    }
  }
  progress.finish(`rolled up ${whole(atFirst)} deliveries in ${progress.seconds.toFixed(0)} s`);
  return rate();
}

async function pendingIn(api: ServiceApi): Promise<number> {
  const { freshness } = await api.ask<{ freshness: { eventsPending: number } }>(
    '{ freshness { eventsPending } }',
  );
  return freshness.eventsPending;
}
