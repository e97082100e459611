import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { BenchError } from '../support/bench-error';
import type { BuiltService } from '../support/built-service';
import { median } from '../support/median';
import { numberIn } from '../support/service-api';
import type { ServiceApi } from '../support/service-api';
import { addFreshDeliveries } from './generate-deliveries';

export const FRESH_DELIVERIES = 10_000;
const ROUNDS = 5;
const BETWEEN_LOOKS_MS = 100;
const TIMEOUT_MS = 600_000;

/**
 * Seconds of the pass that rolls up 10,000 deliveries, the median of five after one to warm up. Each time they are of
 * another hour and a half, the last of the one before now: together they would make a time busier than any is.
 */
export async function measureRollUpCost(
  client: ClickHouseClient,
  api: ServiceApi,
  service: BuiltService,
): Promise<number> {
  // What went before must not be in a pass that is measured.
  const beganAt = Date.now();
  await service.probe.until('rolled up', ({ lastRollupAt, eventsPending }) => {
    return eventsPending === 0 && lastRollupAt !== null && Date.parse(lastRollupAt) > beganAt;
  });
  const seconds: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    console.error(`rolling up ${FRESH_DELIVERIES} fresh deliveries, ${round} of ${ROUNDS} …`);
    const before = numberIn(await api.metrics(), 'signalzen_rolled_up_deliveries_total');
    await addFreshDeliveries(client, FRESH_DELIVERIES, ROUNDS - round);
    const passSeconds = await untilRolledUp(api, before + FRESH_DELIVERIES);
    if (round > 0) seconds.push(passSeconds);
  }
  return median(seconds);
}

/** @returns how long the pass took that reached a number of deliveries rolled up since the start */
async function untilRolledUp(api: ServiceApi, deliveries: number): Promise<number> {
  const end = performance.now() + TIMEOUT_MS;
  while (performance.now() < end) {
    const metrics = await api.metrics();
    if (numberIn(metrics, 'signalzen_rolled_up_deliveries_total') >= deliveries) {
      return numberIn(metrics, 'signalzen_rollup_last_pass_seconds');
    }
    await sleep(BETWEEN_LOOKS_MS);
  }
  throw new BenchError('Fresh deliveries are not rolled up.');
}
