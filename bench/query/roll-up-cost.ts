import type { ClickHouseClient } from '@clickhouse/client';
import type { BuiltService } from '../support/built-service';
import { median } from '../support/median';
import { addFreshDeliveries } from './generate-deliveries';

export const FRESH_DELIVERIES = 10_000;
const ROUNDS = 5;
const TIMEOUT_MS = 600_000;

/**
 * Seconds of the pass that rolls up 10,000 deliveries, the median of five after one to warm up. Each time they are of
 * another hour and a half, the last of the one before now: together they would make a time busier than any is.
 */
export async function measureRollUpCost(client: ClickHouseClient, service: BuiltService): Promise<number> {
  // What went before must not be in a pass that is measured.
  const beganAt = Date.now();
  await service.probe.until('rolled up', ({ lastRollupAt, eventsPending }) => {
    return eventsPending === 0 && lastRollupAt !== null && Date.parse(lastRollupAt) > beganAt;
  });
  const seconds: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    console.error(`rolling up ${FRESH_DELIVERIES} fresh deliveries, ${round} of ${ROUNDS} …`);
    const since = Date.now();
    await addFreshDeliveries(client, FRESH_DELIVERIES, ROUNDS - round);
    const milliseconds = await service.program.says((line) => passIn(line, since), TIMEOUT_MS);
    if (round > 0) seconds.push(milliseconds / 1000);
  }
  return median(seconds);
}

interface PassLine {
  readonly time: string;
  readonly deliveries: number;
  readonly milliseconds: number;
}

/**
 * How long the pass took that a line of the log tells of. The metrics do not do: after one of more than two seconds the
 * next follows at once, finds nothing, and is the last one.
 */
function passIn(line: string, since: number): number | undefined {
  if (!line.includes('"rolled up"')) return undefined;
  const { time, deliveries, milliseconds } = JSON.parse(line) as PassLine;
  return Date.parse(time) <= since || deliveries < FRESH_DELIVERIES ? undefined : milliseconds;
}
