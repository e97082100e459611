import { setTimeout as sleep } from 'node:timers/promises';
import { CollectedHeap } from '../harness/collected-heap';
import type { Sender } from '../harness/sender';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

const PER_SECOND = 200;
const TICK_MS = 50;
/** What is remembered for minutes, such as the latest state events, fills up first. */
const SOAK = { seconds: 1800, warmUpSeconds: 900, everySeconds: 60, maxMebibytes: 1 };

/** Deliveries at an even pace for half an hour: what is left of the heap after each collection must not grow. */
async function soak(stage: Stage): Promise<void> {
  await stage.useExternalClickHouse();
  const { service, sender, tally } = stage;
  const { seconds, warmUpSeconds, everySeconds, maxMebibytes } = SOAK;
  const heap = new CollectedHeap(stage.folder);
  await service.start(heap.startOptions);
  await stage.playRounds(1, 1, async () => {
    const { receiverPid, answeringPid } = service.running;
    const measured: number[] = [];
    const stop = sendEvenly(sender);
    for (let second = everySeconds; second <= seconds; second += everySeconds) {
      await sleep(everySeconds * 1000);
      const mebibytes = (await heap.of(receiverPid)) + (await heap.of(answeringPid));
      stage.progress(`${second} of ${seconds} s, ${mebibytes.toFixed(2)} MiB of heap`);
      if (second > warmUpSeconds) measured.push(mebibytes);
    }
    await stop();
    const growth = growthOf(measured);
    if (growth > maxMebibytes) {
      const all = measured.map((mebibytes) => mebibytes.toFixed(2)).join(', ');
      tally.problems.push(`the heap grew by ${growth.toFixed(2)} MiB: ${all}`);
    }
    await stage.settle();
  });
}

/** @returns what stops it, and resolves with the last answer */
function sendEvenly(sender: Sender): () => Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  const timer = setInterval(() => {
    for (let count = 0; count < (PER_SECOND * TICK_MS) / 1000; count += 1) {
      const sending = sender.send(sender.bodies.next()).finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
  }, TICK_MS);
  return async () => {
    clearInterval(timer);
    await Promise.all(underWay);
  };
}

/**
 * From the first half of the measurements to the second: of each the smallest, which has the least to do with chance.
 */
function growthOf(mebibytes: readonly number[]): number {
  const middle = Math.ceil(mebibytes.length / 2);
  return Math.min(...mebibytes.slice(middle)) - Math.min(...mebibytes.slice(0, middle));
}

export const longDay: readonly Scenario[] = [
  {
    name: 'soak: the heap stays flat',
    row: 'a long day at 200 deliveries a second',
    longOnly: true,
    play: soak,
  },
];
