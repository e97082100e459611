import { setTimeout as sleep } from 'node:timers/promises';
import { askService, failed } from './ask-service';
import type { Api } from './ask-service';

const ASK_EVERY_MS = 250;
/** A service that takes longer counts beside what is sent now: then the comparison may not agree. */
const WITHIN_MS = 60_000;

/**
 * Resolves when the service has counted what it has received, or does not get that far in a minute.
 * @throws SimulatorError `STATS_FAILED`
 */
export async function waitUntilCounted(api: Api): Promise<void> {
  const end = Date.now() + WITHIN_MS;
  while (!(await isAllCounted(api)) && Date.now() < end) await sleep(ASK_EVERY_MS);
}

async function isAllCounted(api: Api): Promise<boolean> {
  const data = await askService(api, '{ freshness { eventsOnDisk eventsPending } }');
  const { freshness } = data as { freshness?: { eventsOnDisk: number | null; eventsPending: number } };
  if (freshness === undefined) throw failed('it does not say how fresh it is');
  return (freshness.eventsOnDisk ?? 0) === 0 && freshness.eventsPending === 0;
}
