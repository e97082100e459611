import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouseProxy } from '../harness/clickhouse-proxy';
import { IdleConnections } from '../harness/idle-connections';
import { peakMemory } from '../harness/process-memory';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

const ROW = 'flood, slow senders, half bodies';
const HEAP_MEBIBYTES = 96;
/** Of the whole process: the heap, the buffers of bodies and groups, the program itself. */
const MAX_MEBIBYTES = 420;
/** Few more than the service has open when nobody sends. */
const DESCRIPTORS = 60;

async function exhaustDescriptors(stage: Stage): Promise<void> {
  await stage.useExternalClickHouse();
  const { service, sender } = stage;
  await service.start({ through: ['prlimit', `--nofile=${DESCRIPTORS}`] });
  await stage.playRounds(5, 1, async () => {
    const idle = new IdleConnections(stage.url);
    stage.atTheEnd(() => {
      idle.close();
    });
    const flow = sender.flow({ connections: 4, pauseMs: 2 });
    await sleep(300);
    await idle.add(200, '');
    await sleep(3_000);
    idle.close();
    const endedAt = performance.now();
    await flow.stop();
    await stage.settle({ endedAt });
  });
}

async function flood(stage: Stage): Promise<void> {
  const proxy = await ClickHouseProxy.start((await stage.useExternalClickHouse()).url);
  stage.atTheEnd(() => proxy.stop());
  stage.sendClickHouseCallsTo(proxy.url);
  const { service, sender, tally } = stage;
  await service.start({ nodeOptions: [`--max-old-space-size=${HEAP_MEBIBYTES}`] });
  await stage.playRounds(3, 1, async () => {
    const { receiverPid } = service.running;
    proxy.set({ kind: 'reset' });
    const flow = sender.flow({ connections: 200 });
    await sleep(stage.isShort ? 2_500 : 15_000);
    proxy.heal();
    const endedAt = performance.now();
    await flow.stop();
    await stage.settle({ endedAt });
    const peak = peakMemory(receiverPid);
    if (peak > MAX_MEBIBYTES) tally.problems.push(`the service took ${peak.toFixed(0)} MiB of memory`);
    if (service.running.receiverPid !== receiverPid) tally.problems.push('the flood ended the receiver');
  });
  if (service.restarts > 0) tally.problems.push('the flood ended the service');
}

async function sendSlowly(stage: Stage): Promise<void> {
  await stage.useExternalClickHouse();
  const { service, sender, tally } = stage;
  await service.start();
  const count = stage.isShort ? 200 : 500;
  const head =
    'POST /webhooks/signalzen HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n' +
    `x-signalzen-signature: ${'0'.repeat(64)}\r\nContent-Length: 60000\r\n\r\n`;
  await stage.playRounds(2, 1, async () => {
    const slow = new IdleConnections(stage.url);
    stage.atTheEnd(() => {
      slow.close();
    });
    await slow.add(count, '');
    await slow.add(count, 'POST /webhooks/signalzen HTTP/1.1\r\n', 'x: y\r\n');
    await slow.add(count, `${head}${'a'.repeat(30_000)}`);
    await slow.add(count, head, 'a');
    if (slow.count < 4 * count) throw new Error(`Only ${slow.count} slow connections could be opened.`);
    const lostBefore = sender.lost;
    for (let place = 0; place < 100; place += 1) {
      const startedAt = performance.now();
      await sender.send(sender.bodies.message());
      if (performance.now() - startedAt > 1_000) tally.problems.push('an honest sender waited over a second');
      await sleep(170);
    }
    // By now the limits for headers (10 s) and for whole requests (15 s) have passed.
    if (slow.count > 0) tally.problems.push(`${slow.count} slow connections are still open`);
    if (sender.lost > lostBefore) tally.problems.push('an honest sender was cut off');
    slow.close();
    await stage.settle();
  });
}

/** Two hundred half bodies a second, until they would fill the memory for such twice. */
async function sendHalves(stage: Stage): Promise<void> {
  await stage.useExternalClickHouse();
  const { service, sender, tally } = stage;
  await service.start();
  const half = 'a'.repeat(120_000);
  const head =
    'POST /webhooks/signalzen HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n' +
    `x-signalzen-signature: ${'0'.repeat(64)}\r\nContent-Length: ${half.length + 1}\r\n\r\n`;
  await stage.playRounds(3, 1, async () => {
    const { receiverPid } = service.running;
    const slow = new IdleConnections(stage.url);
    stage.atTheEnd(() => {
      slow.close();
    });
    const lostBefore = sender.lost;
    const flow = sender.flow({ connections: 4, pauseMs: 2 });
    for (let second = 0; second < 6; second += 1) {
      await slow.add(200, `${head}${half}`);
      await sleep(1000);
    }
    await flow.stop();
    if (sender.lost > lostBefore || sender.refusals.size > 0)
      tally.problems.push('a whole delivery was refused for the sake of half ones');
    const peak = peakMemory(receiverPid);
    if (peak > MAX_MEBIBYTES) tally.problems.push(`the service took ${peak.toFixed(0)} MiB of memory`);
    slow.close();
    await stage.settle();
  });
}

export const scarceResources: readonly Scenario[] = [
  { name: 'flood into 96 MiB of heap, ClickHouse away', row: ROW, longOnly: true, play: flood },
  { name: 'slow senders and half bodies', row: ROW, longOnly: true, play: sendSlowly },
  { name: 'half bodies fill their memory', row: ROW, longOnly: true, play: sendHalves },
  {
    name: 'file descriptors exhausted',
    row: ROW,
    needs: ['prlimit'],
    longOnly: true,
    play: exhaustDescriptors,
  },
];
