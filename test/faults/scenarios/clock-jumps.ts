import { setTimeout as sleep } from 'node:timers/promises';
import { FakeClock } from '../harness/fake-clock';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

const HOUR = 3_600;
/** Seconds from the true time, one jump after the other. */
const JUMPS = [HOUR, -HOUR, 30 * HOUR, -24 * HOUR, 0];
const BETWEEN_JUMPS_MS = 700;

/** The clock jumps forth and back, the service is killed now and then; one sender sends one after the other. */
async function jump(stage: Stage): Promise<void> {
  await stage.useExternalClickHouse();
  const { service, sender, environment, tally } = stage;
  const clock = new FakeClock(stage.folder);
  Object.assign(environment, clock.environment);
  await service.start();
  const flow = sender.flow({ connections: 1 });
  await stage.playRounds(6, 1, async (round) => {
    for (const seconds of JUMPS) {
      clock.jump(seconds);
      await sleep(BETWEEN_JUMPS_MS);
      if (round % 2 === 0 && seconds < 0) await service.kill();
      await service.untilRunning();
    }
  });
  const endedAt = performance.now();
  await flow.stop();
  await stage.settle({ endedAt });
  const [found] = await stage.stored.rows<{ inOrder: number; hours: string }>(
    `SELECT arraySort(numbers) = numbers AS inOrder, dateDiff('hour', first, last) AS hours FROM
       (SELECT groupArray(number) AS numbers, min(received_at) AS first, max(received_at) AS last FROM
         (SELECT toUInt64(extract(body, '"nonce":"n-([0-9]+)"')) AS number, received_at
          FROM deliveries ORDER BY sequence))`,
  );
  if (found?.inOrder !== 1) tally.problems.push('the sequence numbers are not in the order of receipt');
  if (Number(found?.hours) < 50) tally.problems.push('the clock of the service did not jump');
}

export const clockJumps: readonly Scenario[] = [
  { name: 'clock jumps by hours', row: 'clock jumps', needs: ['faketime'], longOnly: true, play: jump },
];
