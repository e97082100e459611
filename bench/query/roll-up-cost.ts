import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { BenchError } from '../support/bench-error';
import type { BuiltService } from '../support/built-service';
import { rowsOf } from '../support/clickhouse-client';
import { median } from '../support/median';
import { numberIn } from '../support/service-api';
import type { ServiceApi } from '../support/service-api';
import { addFreshDeliveries } from './generate-deliveries';
import { messageOfNow, newId, senderOf, sendSigned } from './send-signed';

export const FRESH_DELIVERIES = 10_000;
const ROUNDS = 5;
const BETWEEN_LOOKS_MS = 100;
const PATIENCE_MS = 600_000;

/**
 * Seconds of the pass that rolls up 10,000 deliveries, the median of five after one to warm up. Each time they are of
 * another hour and a half, the last of the one before now: together they would make a time busier than any is.
 */
export async function measureRollUpCost(
  client: ClickHouseClient,
  api: ServiceApi,
  service: BuiltService,
): Promise<number> {
  const startId = await startIdOf(client, service.origin);
  // The one delivery that told it, and whatever went before, must not be in a pass that is measured.
  const toldAt = Date.now();
  await service.probe.until('rolled up', ({ lastRollupAt, eventsPending }) => {
    return eventsPending === 0 && lastRollupAt !== null && Date.parse(lastRollupAt) > toldAt;
  });
  const seconds: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    console.error(`rolling up ${FRESH_DELIVERIES} fresh deliveries, ${round} of ${ROUNDS} …`);
    const before = numberIn(await api.metrics(), 'signalzen_rolled_up_deliveries_total');
    await addFreshDeliveries(client, FRESH_DELIVERIES, ROUNDS - round, startId);
    const passSeconds = await untilRolledUp(api, before + FRESH_DELIVERIES);
    if (round > 0) seconds.push(passSeconds);
  }
  return median(seconds);
}

/**
 * What the service calls itself on the list of what waits for a roll-up. It computes more for what another one, which
 * may have broken off, has stored.
 */
async function startIdOf(client: ClickHouseClient, origin: string): Promise<bigint> {
  const id = newId();
  const agent = senderOf(1);
  await sendSigned(agent, origin, messageOfNow(id, id));
  agent.destroy();
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const [row] = await rowsOf<{ ingested_by: string }>(
      client,
      `SELECT ingested_by FROM ingested_ranges
       WHERE segment_id IN (SELECT segment_id FROM deliveries_store WHERE message_id = {id: String})`,
      { id: String(id) },
    );
    if (row !== undefined) return BigInt(row.ingested_by);
    await sleep(BETWEEN_LOOKS_MS);
  }
  throw new BenchError('A delivery that was acknowledged is not stored.');
}

/** @returns how long the pass took that reached a number of deliveries rolled up since the start */
async function untilRolledUp(api: ServiceApi, deliveries: number): Promise<number> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const metrics = await api.metrics();
    if (numberIn(metrics, 'signalzen_rolled_up_deliveries_total') >= deliveries) {
      return numberIn(metrics, 'signalzen_rollup_last_pass_seconds');
    }
    await sleep(BETWEEN_LOOKS_MS);
  }
  throw new BenchError('Fresh deliveries are not rolled up.');
}
